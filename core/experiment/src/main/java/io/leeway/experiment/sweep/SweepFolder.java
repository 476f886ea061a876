package io.leeway.experiment.sweep;

import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.StopRequest;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.file.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The folder of a sweep: {@code sweep.json} says what its jobs are, {@code events.jsonl} what became of them, line by
 * line. One process at a time runs it.
 */
public final class SweepFolder implements AutoCloseable {
    /** The beginning of its name. */
    public static final String PREFIX = "sweep-";

    /** The file that says what the jobs are. */
    public static final String DEFINITION = "sweep.json";

    private final Path path;
    private final ActivityFolder activity;

    private SweepFolder(Path path, ActivityFolder activity) {
        this.path = path;
        this.activity = activity;
    }

    /** Returns where the folder of a sweep is. */
    public static Path of(Path runs, String name) {
        return runs.resolve(PREFIX + name);
    }

    /** Returns whether a folder is that of a sweep. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(DEFINITION));
    }

    /**
     * Opens the folder to run its sweep; what an earlier try wrote of its jobs is replaced.
     *
     * @throws LeewayException if another process runs it
     */
    static SweepFolder open(Path path, Clock clock) {
        return new SweepFolder(
                path,
                ActivityFolder.open(path, clock)
                        .orElseThrow(() -> new LeewayException("Another process runs the sweep in " + path
                                + " now: wait for it, stop it with 'leeway sweep cancel " + path
                                + "', or give this one another name (--set name=…)")));
    }

    /** Returns the folder. */
    Path path() {
        return path;
    }

    /** Says what the sweep's jobs are. */
    void define(Map<String, Object> definition) {
        Json.write(path.resolve(DEFINITION), definition);
    }

    /** Returns whether somebody asked to stop, as work that reports its progress asks. */
    StopRequest stopRequest() {
        return new StopRequest(activity);
    }

    /** Adds an event. */
    void add(String event, String id, Map<String, Object> more) {
        activity.add(event, id, more);
    }

    /** Reads what a sweep's jobs are. */
    static Map<String, Object> definition(Path folder) {
        return Json.read(folder.resolve(DEFINITION));
    }

    @Override
    public void close() {
        activity.close();
    }
}
