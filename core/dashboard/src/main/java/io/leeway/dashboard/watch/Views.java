package io.leeway.dashboard.watch;

import io.leeway.dashboard.watch.Listed.Kind;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.file.Json;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the page shows, as trees for JSON. However many look at the same, it is read at most once a second. */
public final class Views {
    private static final int PAGE = 50;
    private static final int MOST_RUNNING = 24;
    private static final int MOST_LOOKED_AT = 400;
    private static final long FRESH_NANOS = Duration.ofMillis(800).toNanos();

    private final RunsFolder folder;
    private final Stages stages;
    private final Map<String, WatchedRun> runs = new LimitedMap<>(500);
    private final Map<String, WatchedSweep> sweeps = new LimitedMap<>(MOST_LOOKED_AT + 100);
    private final Map<View, Answer> answers = new LimitedMap<>(64);

    /**
     * What is looked at: a run or a sweep, or else the list of them.
     *
     * @param kind {@code run} or {@code sweep}; of a list also nothing, for both
     * @param id what is looked at, or nothing for the list
     * @param sweep whose job a run is, where its folder may not be there yet; or nothing
     * @param text what names in the list have in them; of a sweep, the state of its jobs
     * @param page from 1
     */
    public record View(String kind, String id, String sweep, String text, int page) {}

    private record Answer(long time, String json) {}

    /** Shows a folder. */
    public Views(RunsFolder folder) {
        this.folder = folder;
        stages = new Stages(folder.path());
    }

    /**
     * Returns a view as one line of JSON.
     *
     * @throws LeewayException if the folder cannot be read
     */
    public synchronized String json(View view) {
        Answer answer = answers.get(view);
        if (answer == null || System.nanoTime() - answer.time() > FRESH_NANOS) {
            answer = new Answer(System.nanoTime(), Json.line(tree(view)));
            answers.put(view, answer);
        }
        return answer.json();
    }

    private Map<String, Object> tree(View view) {
        if (view.id().isEmpty()) {
            return list(view);
        }
        Optional<Listed> listed = folder.find(view.id());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("folder", folder.path().toString());
        if (listed.isPresent() && listed.get().kind() == Kind.SWEEP) {
            tree.put("sweep", sweep(listed.get()).tree(stages, view.text(), view.page()));
        } else {
            listed.ifPresent(run -> tree.put("run", run(run).tree(stages)));
            folder.find(view.sweep())
                    .filter(sweep -> sweep.kind() == Kind.SWEEP)
                    .flatMap(sweep -> sweep(sweep).job(view.id(), stages))
                    .ifPresent(job -> tree.put("job", job));
        }
        return tree;
    }

    private Map<String, Object> list(View view) {
        String text = view.text().toLowerCase(Locale.ROOT);
        List<Listed> all = folder.list();
        List<Listed> matching = all.stream()
                .filter(one -> view.kind().isEmpty() || one.kind().name().equalsIgnoreCase(view.kind()))
                .filter(one ->
                        text.isEmpty() || one.id().toLowerCase(Locale.ROOT).contains(text))
                .toList();
        int pages = Math.max(1, (matching.size() + PAGE - 1) / PAGE);
        int number = Math.min(Math.max(1, view.page()), pages);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("folder", folder.path().toString());
        tree.put("exists", Files.isDirectory(folder.path()));
        tree.put("runs", all.stream().filter(one -> one.kind() == Kind.RUN).count());
        tree.put("sweeps", all.stream().filter(one -> one.kind() == Kind.SWEEP).count());
        tree.put("running", running(all));
        tree.put("matching", matching.size());
        tree.put("page", number);
        tree.put("pages", pages);
        tree.put(
                "items",
                matching.subList((number - 1) * PAGE, Math.min(matching.size(), number * PAGE)).stream()
                        .map(this::summary)
                        .toList());
        return tree;
    }

    /** Returns what is running: only what has a lock may be. */
    private List<Map<String, Object>> running(List<Listed> all) {
        List<Map<String, Object>> running = new ArrayList<>();
        List<Listed> locked =
                all.stream().filter(Listed::locked).limit(MOST_LOOKED_AT).toList();
        for (Listed listed : locked) {
            WatchedFolder watched = listed.kind() == Kind.SWEEP ? sweep(listed) : run(listed);
            if (running.size() < MOST_RUNNING) {
                watched.read();
                if (watched.isRunning(stages)) {
                    running.add(summary(listed));
                }
            }
        }
        return running;
    }

    private Map<String, Object> summary(Listed listed) {
        return listed.kind() == Kind.SWEEP
                ? sweep(listed).summary(stages)
                : run(listed).summary(stages);
    }

    private WatchedRun run(Listed listed) {
        WatchedRun known = runs.computeIfAbsent(listed.id(), id -> new WatchedRun(listed));
        known.listed(listed);
        return known;
    }

    private WatchedSweep sweep(Listed listed) {
        WatchedSweep known = sweeps.computeIfAbsent(listed.id(), id -> new WatchedSweep(listed));
        known.listed(listed);
        return known;
    }
}
