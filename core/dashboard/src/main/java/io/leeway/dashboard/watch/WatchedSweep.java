package io.leeway.dashboard.watch;

import io.leeway.experiment.sweep.SweepFolder;
import io.leeway.experiment.sweep.SweepStatus;
import io.leeway.experiment.sweep.SweepStatus.State;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sweep, as its folder shows it. */
final class WatchedSweep extends WatchedFolder {
    private static final long MOST_BYTES = 128 << 20;
    private static final int PAGE = 100;

    private Tree definition = Tree.EMPTY;
    private final Map<String, Tree> jobs = new HashMap<>();
    private @Nullable String damage;
    private String read = "";

    WatchedSweep(Listed listed) {
        super(listed);
    }

    @Override
    void read() {
        super.read();
        Path file = listed().path().resolve(SweepFolder.DEFINITION);
        String now;
        try {
            now = Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            damage = "Its definition is gone: " + FileProblem.text(e);
            return;
        }
        if (now.equals(read)) {
            return;
        }
        read = now;
        definition = Tree.EMPTY;
        damage = null;
        jobs.clear();
        try {
            definition = Tree.read(file, MOST_BYTES);
            for (Object written : definition.list("jobs")) {
                Tree job = Tree.of(written);
                jobs.putIfAbsent(job.textOr("run", ""), job);
            }
        } catch (LeewayException e) {
            damage = e.getMessage();
        }
    }

    private SweepStatus status(Stages stages) {
        read();
        return SweepStatus.of(listed().path(), isRunning(stages), definition.root(), events);
    }

    /** Returns the sweep in a line of a list. */
    Map<String, Object> summary(Stages stages) {
        return summary(status(stages), stages);
    }

    private Map<String, Object> summary(SweepStatus status, Stages stages) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, status.count(state));
        }
        tree.put("id", listed().id());
        tree.put("kind", "sweep");
        tree.put("name", definition.textOr("name", listed().id()));
        tree.put("state", state(status, counts));
        tree.put("damage", damage);
        List<Map<String, Object>> latest = events.latest();
        tree.put(
                "started",
                latest.isEmpty()
                        ? null
                        : events.last().values().iterator().next().get("time"));
        tree.put(
                "updated",
                latest.isEmpty() ? null : latest.get(latest.size() - 1).get("time"));
        tree.put("changed", listed().changed());
        tree.put("total", status.jobs().size());
        for (State state : State.values()) {
            tree.put(state.name().toLowerCase(Locale.ROOT), counts.get(state));
        }
        tree.put("axes", definition.tree("axes").root());
        tree.put("report", !files("report\\.html").isEmpty());
        tree.put("stages", status.running() ? making(stages) : List.of());
        return tree;
    }

    private String state(SweepStatus status, Map<State, Long> counts) {
        if (damage != null) {
            return "damaged";
        } else if (status.running()) {
            return isStopping() ? "stopping" : "running";
        } else if (counts.getOrDefault(State.FAILED, 0L) > 0) {
            return "failed";
        }
        return counts.getOrDefault(State.FINISHED, 0L) == status.jobs().size() ? "finished" : "unfinished";
    }

    /**
     * Returns all that is to be seen of the sweep.
     *
     * @param wanted the state of the jobs that are shown, or nothing for all
     * @param page of these, from 1
     */
    Map<String, Object> tree(Stages stages, String wanted, int page) {
        SweepStatus status = status(stages);
        Map<String, Object> tree = summary(status, stages);
        List<SweepStatus.Job> shown = status.jobs().stream()
                .filter(job -> wanted.isEmpty() || job.state().name().equalsIgnoreCase(wanted))
                .toList();
        int pages = Math.max(1, (shown.size() + PAGE - 1) / PAGE);
        int number = Math.min(Math.max(1, page), pages);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SweepStatus.Job job : shown.subList((number - 1) * PAGE, Math.min(shown.size(), number * PAGE))) {
            rows.add(row(job, stages));
        }
        tree.put("jobs", rows);
        tree.put("shown", shown.size());
        tree.put("page", number);
        tree.put("pages", pages);
        tree.put("wanted", wanted);
        tree.put("trajectories", trajectories());
        tree.put("files", files("report\\.html|results\\.(json|csv)|sweep\\.json|events\\.jsonl|trajectories.*\\.svg"));
        tree.put("log", log());
        tree.put("printed", printed());
        tree.put("notes", notes());
        return tree;
    }

    private Map<String, Object> row(SweepStatus.Job job, Stages stages) {
        Map<String, Object> row = new LinkedHashMap<>();
        List<Object> ids = jobs.getOrDefault(job.run(), Tree.EMPTY).list("stages");
        row.put("title", job.title());
        row.put("run", job.run());
        row.put("state", job.state().name().toLowerCase(Locale.ROOT));
        row.put("error", job.error().isEmpty() ? null : job.error());
        row.put("stages", ids.size());
        row.put(
                "done",
                job.state() == State.FINISHED
                        ? ids.size()
                        : ids.stream()
                                .filter(id -> stages.isFinished(String.valueOf(id)))
                                .count());
        return row;
    }

    /**
     * Returns a job by the name of its run's folder, with what is in the making of it, whether that is there or not.
     */
    Optional<Map<String, Object>> job(String run, Stages stages) {
        SweepStatus status = status(stages);
        return status.jobs().stream()
                .filter(job -> job.run().equals(run))
                .findFirst()
                .map(job -> job(job, status.running(), stages));
    }

    private Map<String, Object> job(SweepStatus.Job job, boolean running, Stages stages) {
        Map<String, Object> tree = row(job, stages);
        List<Object> ids = jobs.getOrDefault(job.run(), Tree.EMPTY).list("stages");
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> making = new ArrayList<>();
        Map<MetricFile.Name, Curve> curves = new LinkedHashMap<>();
        for (Object written : ids) {
            String id = String.valueOf(written);
            Map<String, Object> event = events.last().getOrDefault(id, Map.of());
            boolean begun = running && "started".equals(event.get("event"));
            Map<String, Object> stage = new LinkedHashMap<>();
            stage.put("title", title(id));
            stage.put(
                    "event",
                    stages.isFinished(id) ? "finished" : begun ? "started" : event.getOrDefault("event", "waiting"));
            stage.put("time", event.get("time"));
            all.add(stage);
            if (begun) {
                making.add(stages.tree(id, title(id), String.valueOf(event.get("time"))));
            }
            if (Stages.isId(id) && all.size() <= 64) {
                MetricFile file = new MetricFile(stages.metrics(id), series(id));
                try {
                    file.read();
                    file.curves().forEach(curves::putIfAbsent);
                } catch (IOException unreadable) {
                    note("The metrics of the " + title(id) + " cannot be read.");
                }
            }
        }
        tree.put("all_stages", all);
        tree.put("making", making);
        tree.put("charts", MetricCharts.of(curves, List.of()));
        return tree;
    }

    /** Returns a stage's title without the job for whose sake it is made first. */
    private String title(String id) {
        return definition.tree("stages").textOr(id, events.title(id).replaceFirst(" \\[.*]$", ""));
    }

    /** Returns what the metrics of a stage belong to: {@code seed-0/guided}, by its title "agent on guided, seed 0". */
    private @Nullable String series(String id) {
        String title = title(id);
        String series = title.replaceFirst("^(?:agent on )?(.+), seed (-?\\d+)$", "seed-$2/$1");
        return series.equals(title) ? id : series;
    }
}
