package io.leeway.dashboard.watch;

import io.leeway.experiment.store.StageProgress;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The stages of a store: those in the making leave how far they are. */
final class Stages {
    private static final long MOST_BYTES = 64 << 10;
    private static final long ALIVE_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final Pattern ID = Pattern.compile("[a-z]+(-[a-z]+)*-[0-9a-f]{20}");

    private final Path store;

    Stages(Path runs) {
        store = runs.resolve("store");
    }

    /** Returns whether a text may be the name of a stage: no other is looked for in the store. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Returns whether its artifact is finished. */
    boolean isFinished(String id) {
        return isId(id) && Files.isDirectory(store.resolve(id));
    }

    /** Returns the file of its metrics: of its artifact where it is finished. */
    Path metrics(String id) {
        return isFinished(id)
                ? store.resolve(id).resolve(StageProgress.METRICS)
                : making(id).resolve(StageProgress.METRICS);
    }

    private Path making(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(id);
        }
        return store.resolve(".making").resolve(id);
    }

    /** Returns whether a stage that was begun told how far it is within the last half minute. */
    boolean isAlive(String id) {
        try {
            return isId(id)
                    && System.currentTimeMillis()
                                    - Files.getLastModifiedTime(making(id).resolve(StageProgress.FILE))
                                            .toMillis()
                            < ALIVE_MILLIS;
        } catch (IOException none) {
            return false;
        }
    }

    /** Returns a stage in the making: its id, its title, and how far it is where it says so. */
    Map<String, Object> tree(String id, String title, String since) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("title", title);
        tree.put("since", since);
        if (!isId(id) || !Files.isRegularFile(making(id).resolve(StageProgress.FILE))) {
            return tree;
        }
        try {
            Tree progress = Tree.read(making(id).resolve(StageProgress.FILE), MOST_BYTES);
            double done = progress.number("done");
            double total = progress.number("total");
            tree.put("work", progress.text("title"));
            tree.put("done", Double.isFinite(done) ? done : null);
            tree.put("total", Double.isFinite(total) && total > 0 ? total : null);
            tree.put("unit", progress.text("unit"));
            tree.put("detail", progress.text("detail"));
            tree.put("updated", progress.text("updated"));
        } catch (LeewayException goneMeanwhile) {
            return tree;
        }
        return tree;
    }
}
