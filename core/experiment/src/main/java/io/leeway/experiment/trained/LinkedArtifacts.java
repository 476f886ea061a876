package io.leeway.experiment.trained;

import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.artifact.TrainedArtifact;
import io.leeway.experiment.run.RunDirectory;
import io.leeway.experiment.store.Artifact;
import io.leeway.experiment.store.ArtifactType;
import io.leeway.experiment.store.Artifacts;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The artifacts that the folder of a run links to; none is made.
 *
 * @param folder the run's folder
 */
record LinkedArtifacts(Path folder) implements Artifacts {
    @Override
    public <A extends Artifact> A get(String name, ArtifactType<A> type, Supplier<Stage<A>> stage) {
        Path link = folder.resolve(RunDirectory.CHECKPOINTS).resolve(name);
        A artifact = type.at(link);
        boolean there = artifact instanceof TrainedArtifact trained
                ? trained.hasWeights()
                : Files.isDirectory(artifact.directory());
        if (!there) {
            throw new LeewayException(
                    leadsNowhere(link)
                            ? lost(link)
                            : folder + " has no " + name + " in its checkpoints" + remedy(type));
        }
        return artifact;
    }

    private static boolean leadsNowhere(Path link) {
        return Files.isSymbolicLink(link) && !Files.exists(link);
    }

    private static String lost(Path link) {
        Path target = link;
        try {
            target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
        } catch (IOException unreadable) {
            // the link names itself then
        }
        return link + " leads to " + target + ", which is not there: a run's folder was moved or copied without the"
                + " store beside it. Copy the store too, to where the link leads, or copy a run with"
                + " 'cp -rL', which follows its links";
    }

    private static String remedy(ArtifactType<?> type) {
        if (type.equals(DenoiserArtifact.TYPE)) {
            return notAskedFor("denoiser", "denoiser");
        }
        return type.equals(DynamicsArtifact.TYPE)
                ? notAskedFor("dynamics model", "dynamics")
                : " (yet): let the run finish, with the same 'leeway run' command as before";
    }

    private static String notAskedFor(String model, String command) {
        return ": either it is not trained yet, or nothing in the experiment asks for a " + model + ". 'leeway train "
                + command + " EXPERIMENT.yaml', with the same file and settings, trains it there.";
    }
}
