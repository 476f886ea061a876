package io.leeway.experiment.sweep;

import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.EventLog;
import io.leeway.experiment.store.StageProgress;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a sweep is, by what it left.
 *
 * @param name the sweep's
 * @param folder its own
 * @param running whether a process runs it now
 * @param jobs in order
 * @param stages those that are being made now
 */
public record SweepStatus(String name, Path folder, boolean running, List<Job> jobs, List<Running> stages) {
    /** How far a job is. */
    public enum State {
        /** Its run is there. */
        FINISHED,
        /** A stage of it is being made. */
        RUNNING,
        /** It failed. */
        FAILED,
        /** None of its stages is being made. */
        WAITING
    }

    /**
     * A job.
     *
     * @param title what a user reads
     * @param run the name of its run's folder
     * @param state how far it is
     * @param error why it failed, or nothing
     */
    public record Job(String title, String run, State state, String error) {}

    /**
     * A stage that is being made.
     *
     * @param id its artifact's name in the store
     * @param title what a user reads
     * @param progress how far it is, or nothing
     */
    public record Running(String id, String title, String progress) {}

    /**
     * Reads the status of a sweep.
     *
     * @param folder the sweep's, beside the store
     * @throws LeewayException if it is none
     */
    public static SweepStatus of(Path folder) {
        if (!SweepFolder.isIn(folder)) {
            throw new LeewayException(folder + (Files.exists(folder) ? " is" : " does not exist, or is")
                    + " not the folder of a sweep: it has no sweep.json. 'leeway sweep FILE.yaml' makes one, named "
                    + SweepFolder.PREFIX + "NAME, in the folder of all runs");
        }
        EventLog log = new EventLog(folder);
        try {
            log.read();
        } catch (IOException e) {
            throw new LeewayException("Cannot read the events of " + folder + ": " + FileProblem.text(e), e);
        }
        return of(folder, ActivityFolder.isActive(folder), SweepFolder.definition(folder), log);
    }

    /**
     * Works out the status of a sweep from what was read of it.
     *
     * @param folder the sweep's, beside the store
     * @param running whether a process runs it now
     * @param definition what its jobs are
     * @param log its events
     */
    public static SweepStatus of(Path folder, boolean running, Map<String, Object> definition, EventLog log) {
        List<Running> stages = new ArrayList<>();
        log.last().forEach((id, event) -> {
            if (running && "started".equals(event.get("event"))) {
                stages.add(new Running(id, log.title(id), progress(folder, id)));
            }
        });
        List<Job> jobs = new ArrayList<>();
        if (definition.get("jobs") instanceof List<?> written) {
            for (Object job : written) {
                if (job instanceof Map<?, ?> tree) {
                    jobs.add(job(tree, log.last(), running));
                }
            }
        }
        return new SweepStatus(String.valueOf(definition.get("name")), folder, running, jobs, stages);
    }

    private static Job job(Map<?, ?> written, Map<String, Map<String, Object>> last, boolean running) {
        String run = String.valueOf(written.get("run"));
        Map<String, Object> end = last.getOrDefault(SweepRunner.runTask(Path.of(run)), Map.of());
        String event = String.valueOf(end.get("event"));
        State state = State.WAITING;
        String error = "";
        if (Boolean.TRUE.equals(written.get("finished")) || event.equals("finished")) {
            state = State.FINISHED;
        } else if (event.equals("failed") || event.equals("skipped")) {
            state = State.FAILED;
            error = String.valueOf(last.getOrDefault(String.valueOf(end.get("cause")), end)
                    .getOrDefault("error", "a stage that it needs failed"));
        } else if (running && isBeingMade(written, last)) {
            state = State.RUNNING;
        }
        return new Job(String.valueOf(written.get("title")), run, state, error);
    }

    private static boolean isBeingMade(Map<?, ?> job, Map<String, Map<String, Object>> last) {
        return job.get("stages") instanceof List<?> stages
                && stages.stream().anyMatch(stage -> "started"
                        .equals(last.getOrDefault(String.valueOf(stage), Map.of())
                                .get("event")));
    }

    private static String progress(Path folder, String id) {
        Path file =
                folder.resolveSibling("store").resolve(".making").resolve(id).resolve(StageProgress.FILE);
        if (!Files.exists(file)) {
            return "";
        }
        try {
            Map<String, Object> tree = Json.read(file);
            return tree.get("done") + " of " + tree.get("total") + " " + tree.get("unit")
                    + (String.valueOf(tree.get("detail")).isEmpty() ? "" : ", " + tree.get("detail"));
        } catch (RuntimeException goneMeanwhile) {
            return "";
        }
    }

    /** Returns how many jobs are in a state. */
    public long count(State state) {
        return jobs.stream().filter(job -> job.state() == state).count();
    }

    /** Returns the status for a script, as a tree of maps, lists and scalars. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("folder", folder.toString());
        tree.put("running", running);
        for (State state : State.values()) {
            tree.put(state.name().toLowerCase(java.util.Locale.ROOT), count(state));
        }
        tree.put(
                "jobs",
                jobs.stream()
                        .map(job -> {
                            Map<String, Object> each = new LinkedHashMap<>();
                            each.put("title", job.title());
                            each.put("run", job.run());
                            each.put("state", job.state().name().toLowerCase(java.util.Locale.ROOT));
                            each.put("error", job.error().isEmpty() ? null : job.error());
                            return each;
                        })
                        .toList());
        tree.put(
                "stages",
                stages.stream()
                        .map(stage -> Map.of("title", stage.title(), "progress", stage.progress()))
                        .toList());
        return tree;
    }
}
