package io.leeway.experiment.run;

import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.StopRequest;
import io.leeway.experiment.store.ArtifactKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run under way leaves for others to see: in its folder, what becomes of each stage; and it stops where they ask
 * for it. Of two processes that make the same run at once, one does so.
 */
final class RunActivity implements Schedule.Listener, BooleanSupplier, AutoCloseable {
    private final StopRequest stop = new StopRequest();
    private @Nullable ActivityFolder folder;

    /** Works in a run's folder from now on. */
    void begin(Path path, Clock clock) {
        folder = ActivityFolder.open(path, clock).orElse(null);
        if (folder != null) {
            stop.watch(folder);
        }
    }

    /** Returns whether somebody asked to stop. */
    @Override
    public boolean getAsBoolean() {
        return stop.getAsBoolean();
    }

    /** Does the work of a stage, and tells of it. */
    <T> T telling(ArtifactKey key, boolean isThere, Supplier<T> work) {
        add(isThere ? "reused" : "started", key.id(), Map.of("title", key.title()));
        try {
            T result = work.get();
            if (!isThere) {
                add("finished", key.id(), Map.of());
            }
            return result;
        } catch (CancellationException e) {
            add("stopped", key.id(), Map.of());
            throw e;
        } catch (RuntimeException | Error e) {
            add("failed", key.id(), Map.of("error", error(e)));
            throw e;
        }
    }

    @Override
    public void started(Task task) {
        add("started", task.id(), Map.of("title", task.title()));
    }

    @Override
    public void finished(Task task) {
        add("finished", task.id(), Map.of());
    }

    @Override
    public void failed(Task task, Throwable failure) {
        add("failed", task.id(), Map.of("error", error(failure)));
    }

    private static String error(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private void add(String event, String id, Map<String, Object> more) {
        if (folder != null) {
            folder.add(event, id, more);
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.removeLock();
            folder.close();
            folder = null;
        }
    }
}
