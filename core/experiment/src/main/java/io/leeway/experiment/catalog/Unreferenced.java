package io.leeway.experiment.catalog;

import io.leeway.experiment.run.Manifest;
import io.leeway.experiment.run.RunDirectory;
import io.leeway.experiment.store.ArtifactStore;
import io.leeway.experiment.store.Recorded;
import io.leeway.experiment.sweep.SweepFolder;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a store no run and no sweep refers to.
 *
 * @param artifacts that may be deleted
 * @param young how many others are too young: what made them may not have said so yet
 */
public record Unreferenced(List<Recorded> artifacts, int young) {
    /**
     * Looks for it. What runs link to, what their manifests name and what sweeps plan is kept, with all that these are
     * made of; and what is in the making.
     *
     * @param runs the folder of all runs
     * @param age what is younger is kept
     * @throws LeewayException if a run cannot be read: nothing is deleted then
     */
    public static Unreferenced in(Path runs, Duration age) {
        ArtifactStore store = new ArtifactStore(runs.resolve("store"), Duration.ZERO, io.leeway.spi.Progress.NONE);
        List<Recorded> all = Recorded.in(store);
        Set<String> kept = new HashSet<>(referred(runs));
        for (Recorded recorded : all) {
            if (kept.contains(recorded.id()) && recorded.inputs().get("made_of") instanceof List<?> inputs) {
                inputs.forEach(input -> kept.add(String.valueOf(input)));
            }
        }
        Instant latest = Instant.now().minus(age);
        List<Recorded> free = new ArrayList<>();
        int young = 0;
        for (Recorded recorded : all) {
            if (kept.contains(recorded.id())) {
                continue;
            }
            if (made(recorded).isAfter(latest)) {
                young++;
            } else {
                free.add(recorded);
            }
        }
        return new Unreferenced(free, young);
    }

    private static Instant made(Recorded recorded) {
        try {
            return Files.getLastModifiedTime(recorded.folder()).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }

    private static Set<String> referred(Path runs) {
        Set<String> ids = new HashSet<>();
        try (Stream<Path> folders = Files.list(runs)) {
            for (Path folder : folders.toList()) {
                if (Manifest.isIn(folder)) {
                    manifest(folder, ids);
                    links(folder.resolve(RunDirectory.CHECKPOINTS), ids);
                }
                if (SweepFolder.isIn(folder)) {
                    sweep(folder, ids);
                }
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot list " + runs + ": " + FileProblem.text(e), e);
        }
        return ids;
    }

    private static void manifest(Path folder, Set<String> ids) {
        if (Json.read(folder.resolve("manifest.json")).get("artifacts") instanceof Map<?, ?> artifacts) {
            artifacts.values().forEach(artifact -> {
                if (artifact instanceof Map<?, ?> entry) {
                    ids.add(String.valueOf(entry.get("artifact")));
                }
            });
        }
    }

    private static void links(Path checkpoints, Set<String> ids) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return;
        }
        try (Stream<Path> links = Files.list(checkpoints)) {
            for (Path link : links.filter(Files::isSymbolicLink).toList()) {
                ids.add(String.valueOf(Files.readSymbolicLink(link).getFileName()));
            }
        }
    }

    private static void sweep(Path folder, Set<String> ids) {
        if (Json.read(folder.resolve(SweepFolder.DEFINITION)).get("jobs") instanceof List<?> jobs) {
            for (Object job : jobs) {
                if (job instanceof Map<?, ?> entry && entry.get("stages") instanceof List<?> stages) {
                    stages.forEach(stage -> ids.add(String.valueOf(stage)));
                }
            }
        }
    }

    /** Returns how large it is. */
    public long bytes() {
        return artifacts.stream().mapToLong(Recorded::bytes).sum();
    }

    /** Deletes it. */
    public void delete() {
        for (Recorded recorded : artifacts) {
            try {
                Folders.delete(recorded.folder());
            } catch (IOException e) {
                throw new LeewayException("Cannot delete " + recorded.folder() + ": " + FileProblem.text(e), e);
            }
        }
    }
}
