package io.leeway.trackers.mlflow;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.Tracker;
import io.leeway.trackers.keeping.PngBytes;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tracker that sends a run to an MLflow server: parameters, metrics by step, pictures and the run's files. Each seed
 * is a run nested in it. It keeps no histograms, since MLflow has none.
 *
 * <p>The server is asked for what it has whenever the tracker begins, and so after each failure too: no step is sent
 * twice.
 */
public final class MlflowTracker implements Tracker {
    private static final String URI_VARIABLE = "MLFLOW_TRACKING_URI";

    private final MlflowClient client;
    private final String experiment;
    private final Progress progress;
    private @Nullable MlflowRuns runs;
    private @Nullable Run run;
    private boolean saidFiles;

    /**
     * Creates a tracker; the server is not asked yet.
     *
     * @throws LeewayException if there is no address, or the credentials are incomplete
     */
    @Inject
    public MlflowTracker(MlflowConfig config, Progress progress) {
        this(config, progress, System.getenv());
    }

    MlflowTracker(MlflowConfig config, Progress progress, Map<String, String> environment) {
        client = new MlflowClient(server(config, environment), Credentials.of(environment), config.timeout());
        experiment = config.experiment();
        this.progress = progress;
    }

    private static URI server(MlflowConfig config, Map<String, String> environment) {
        String uri = config.uri() == null ? environment.getOrDefault(URI_VARIABLE, "") : config.uri();
        if (uri.isBlank()) {
            throw new LeewayException("The tracker mlflow has no server: set its uri, such as {type: mlflow, uri:"
                    + " \"http://127.0.0.1:5000\"}, or " + URI_VARIABLE + ".");
        }
        try {
            return MlflowConfig.checkServer(config.uri() == null ? URI_VARIABLE : "uri", uri);
        } catch (IllegalArgumentException e) {
            throw new LeewayException("The tracker mlflow: " + e.getMessage(), e);
        }
    }

    @Override
    public void begin(Run begun) {
        run = begun;
        runs = null;
        runs = new MlflowRuns(client, begun, experiment);
    }

    @Override
    public void record(String series, long step, Map<String, Double> metrics) {
        MlflowNames names = MlflowNames.of(series);
        MlflowRun target = runs().of(names.seed());
        long now = now();
        new TreeMap<>(metrics).forEach((name, value) -> target.add(names.metric(name), value, now, step));
    }

    @Override
    public void picture(String series, long step, String name, Image image) {
        MlflowNames names = MlflowNames.of(series);
        MlflowRun target = runs().of(names.seed());
        if (takesFiles(target)) {
            target.send(
                    "pictures/" + names.metric(name) + "-" + step + ".png",
                    BodyPublishers.ofByteArray(PngBytes.of(image)));
        }
    }

    @Override
    public void file(Path file) {
        MlflowRun target = runs().of(null);
        if (takesFiles(target)) {
            try {
                target.send(String.valueOf(file.getFileName()), BodyPublishers.ofFile(file));
            } catch (FileNotFoundException e) {
                throw new LeewayException("Cannot read " + file + ", which is to be sent to MLflow", e);
            }
        }
    }

    private boolean takesFiles(MlflowRun target) {
        if (!target.takesFiles() && !saidFiles) {
            saidFiles = true;
            progress.say("Note: the tracker mlflow sends no files and pictures, since the server does not take them:"
                    + " start it with --serve-artifacts, and the experiment '" + experiment + "' anew.");
        }
        return target.takesFiles();
    }

    @Override
    public void flush() {
        MlflowRuns all = runs;
        if (all != null) {
            // Where this fails, what the server has is asked for again in the next beginning.
            runs = null;
            all.all().forEach(MlflowRun::send);
            runs = all;
        }
    }

    @Override
    public void end(Ending ending) {
        String status =
                switch (ending) {
                    case FINISHED -> "FINISHED";
                    case FAILED -> "FAILED";
                    case STOPPED -> "KILLED";
                };
        flush();
        runs().all().forEach(each -> each.update(status, now()));
    }

    private MlflowRuns runs() {
        if (runs == null) {
            throw new IllegalStateException("The tracker was not told of the run");
        }
        return runs;
    }

    private long now() {
        if (run == null) {
            throw new IllegalStateException("The tracker was not told of the run");
        }
        return run.clock().millis();
    }

    @Override
    public void close() {
        flush();
        runs = null;
    }
}
