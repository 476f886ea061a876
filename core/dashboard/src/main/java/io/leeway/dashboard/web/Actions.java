package io.leeway.dashboard.web;

import io.leeway.dashboard.watch.Listed;
import io.leeway.dashboard.watch.Listed.Kind;
import io.leeway.dashboard.watch.RunsFolder;
import io.leeway.dashboard.watch.Tree;
import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.RecordedCommand;
import io.leeway.experiment.run.Manifest;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.config.ConfigurationTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What may be done with runs and sweeps: to stop those that run, and to start again those that do not. */
final class Actions {
    private static final long MOST_BYTES = 8 << 20;
    private static final String OUTPUT = "retry.log";

    private final RunsFolder folder;
    private final Launcher launcher;
    private final Map<String, CompletableFuture<Void>> started = new HashMap<>();

    /**
     * An outcome.
     *
     * @param status of HTTP
     * @param message what was done, or why not
     */
    record Outcome(int status, String message) {}

    Actions(RunsFolder folder, Launcher launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /** Does what is asked for. */
    synchronized Outcome act(String action, String id) {
        Optional<Listed> listed = folder.find(id);
        if (listed.isEmpty()) {
            return new Outcome(404, "There is no such run or sweep in " + folder.path());
        }
        try {
            return switch (action) {
                case "stop" -> stop(listed.get());
                case "retry" -> retry(listed.get());
                default -> new Outcome(404, "There is nothing to be done but stop and retry");
            };
        } catch (LeewayException e) {
            return new Outcome(409, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome(500, "It could not be started: " + FileProblem.text(e));
        }
    }

    private static Outcome stop(Listed listed) {
        if (!ActivityFolder.isActive(listed.path())) {
            return new Outcome(409, "No process of this machine runs it now");
        }
        ActivityFolder.askToStop(listed.path());
        return new Outcome(202, "Asked to stop: its stages stop at their next report, within a second or two");
    }

    private Outcome retry(Listed listed) throws IOException {
        CompletableFuture<Void> earlier = started.get(listed.id());
        if (ActivityFolder.isActive(listed.path()) || (earlier != null && !earlier.isDone())) {
            return new Outcome(409, "A process runs it now");
        }
        Path output = listed.path().resolve(OUTPUT);
        CompletableFuture<Void> end;
        if (listed.kind() == Kind.SWEEP) {
            RecordedCommand command = RecordedCommand.read(listed.path());
            end = start(command.arguments(), command.directory(), output)
                    .onExit()
                    .thenRun(() -> {});
        } else if (Manifest.isFinished(listed.path())) {
            return new Outcome(409, "It is finished: there is nothing to try again");
        } else {
            Path yaml = experiment(listed.path());
            end = start(List.of("run", yaml.toString()), Path.of(""), output)
                    .onExit()
                    .thenRun(() -> delete(yaml));
        }
        started.put(listed.id(), end);
        return new Outcome(202, "Started again: it goes on from what it made before");
    }

    private Process start(List<String> arguments, Path directory, Path output) throws IOException {
        List<String> whole = new ArrayList<>(arguments);
        whole.addAll(List.of("--runs", folder.path().toString()));
        Files.deleteIfExists(output);
        Files.createFile(output);
        Path working = directory.toAbsolutePath();
        return launcher.start(
                whole, Files.isDirectory(working) ? working : Path.of("").toAbsolutePath(), output);
    }

    /** Writes the experiment that a run recorded, with every default. */
    private static Path experiment(Path run) throws IOException {
        if (!Files.exists(run.resolve("manifest.json"))) {
            throw new LeewayException("It ended before it recorded its experiment: give its command again");
        }
        Tree manifest = Tree.read(run.resolve("manifest.json"), MOST_BYTES);
        if (!"experiment".equals(manifest.text("kind"))) {
            throw new LeewayException("It was made by 'leeway train', not by 'leeway run': give that command again");
        }
        Path yaml = Files.createTempFile("leeway-retry-", ".yaml");
        Files.writeString(
                yaml, ConfigurationTree.yaml(manifest.tree("configuration").root()));
        return yaml;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            file.toFile().deleteOnExit();
        }
    }
}
