package io.leeway.experiment.run;

import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Artifact;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The folder of one run: its manifest, its metrics, and links to what it made. */
public final class RunDirectory implements MetricListener, AutoCloseable {
    /** The folder of links to what a run made. */
    public static final String CHECKPOINTS = "checkpoints";

    private final Path path;
    private final BufferedWriter metrics;

    /** Opens the folder; metrics begin anew, since a resumed run tells all of them again. */
    RunDirectory(Path path) {
        this.path = path;
        Folders.create(path.resolve(CHECKPOINTS));
        try {
            this.metrics = Files.newBufferedWriter(path.resolve("metrics.jsonl"));
        } catch (IOException e) {
            throw new LeewayException("Cannot write to " + path + ": " + FileProblem.text(e), e);
        }
    }

    /** Returns the folder. */
    Path path() {
        return path;
    }

    @Override
    public void record(String series, MetricLog.Entry entry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("series", series);
        tree.putAll(entry.tree());
        try {
            metrics.write(Json.line(tree));
            metrics.newLine();
            metrics.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Points {@code checkpoints/name} of a run's folder at an artifact. */
    static void link(Path path, String name, Artifact artifact) {
        Path links = path.resolve(CHECKPOINTS).toAbsolutePath();
        Path link = links.resolve(name);
        Path target = links.relativize(artifact.directory().toAbsolutePath());
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new LeewayException("Cannot link " + link + " to " + target + ": " + FileProblem.text(e), e);
        }
    }

    @Override
    public void close() {
        try {
            metrics.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
