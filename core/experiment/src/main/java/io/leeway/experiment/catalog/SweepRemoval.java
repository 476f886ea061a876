package io.leeway.experiment.catalog;

import io.leeway.experiment.run.Manifest;
import io.leeway.experiment.sweep.SweepFolder;
import io.leeway.experiment.sweep.SweepStatus;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The removal of a sweep: its folder, and the runs that no other sweep has.
 *
 * @param folders what is deleted, the sweep's own last
 */
public record SweepRemoval(List<Path> folders) {
    /**
     * Looks for what belongs to a sweep.
     *
     * @param sweep its folder
     * @param runs the folder of all runs
     * @throws LeewayException if it is no sweep's folder, or a process runs it
     */
    public static SweepRemoval of(Path sweep, Path runs) {
        SweepStatus status = SweepStatus.of(sweep);
        if (status.running()) {
            throw new LeewayException("A process runs the sweep in " + sweep + " now: stop it first, with 'leeway sweep"
                    + " cancel " + sweep + "'");
        }
        Set<String> others = new HashSet<>();
        try (Stream<Path> all = Files.list(runs)) {
            all.filter(SweepFolder::isIn)
                    .filter(other -> !other.getFileName().equals(sweep.getFileName()))
                    .forEach(other -> SweepStatus.of(other).jobs().forEach(job -> others.add(job.run())));
        } catch (IOException e) {
            throw new LeewayException("Cannot list " + runs + ": " + FileProblem.text(e), e);
        }
        Set<Path> folders = new LinkedHashSet<>();
        for (SweepStatus.Job job : status.jobs()) {
            Path run = runs.resolve(Path.of(job.run()).getFileName());
            if (!others.contains(job.run()) && Manifest.isIn(run)) {
                folders.add(run);
            }
        }
        folders.add(sweep);
        return new SweepRemoval(new ArrayList<>(folders));
    }

    /** Deletes the folders; what their runs link to stays in the store. */
    public void delete() {
        for (Path folder : folders) {
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new LeewayException("Cannot delete " + folder + ": " + FileProblem.text(e), e);
            }
        }
    }
}
