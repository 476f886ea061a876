package io.leeway.experiment.sweep;

import io.leeway.experiment.run.StageGraph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sweep's jobs and their stages, of which none was executed for it.
 *
 * @param sweep the sweep
 * @param graph the stages of all jobs, each once
 * @param jobs what each job comes to, in order
 */
public record SweepPlan(Sweep sweep, StageGraph graph, List<Planned> jobs) {
    /**
     * A job that was planned.
     *
     * @param job the job
     * @param folder its run's
     * @param stages the ids of all its stages, each after its inputs
     * @param finished whether its run was run to its end, and the store has all its stages
     */
    public record Planned(Sweep.Job job, Path folder, Set<String> stages, boolean finished) {}

    /** Returns those that are to be run, each run once however many combinations come to it. */
    public List<Planned> open() {
        Map<Path, Planned> open = new LinkedHashMap<>();
        jobs.stream().filter(job -> !job.finished()).forEach(job -> open.putIfAbsent(job.folder(), job));
        return List.copyOf(open.values());
    }

    /** Returns how many of a job's stages are finished. */
    public long finished(Planned job) {
        return job.stages().stream().filter(id -> graph.node(id).finished()).count();
    }

    /** Returns how many of a job's stages an earlier job of the sweep makes. */
    public Map<Planned, Long> shared() {
        Set<String> seen = new LinkedHashSet<>();
        Map<Planned, Long> shared = new LinkedHashMap<>();
        for (Planned job : jobs) {
            shared.put(
                    job,
                    job.stages().stream()
                            .filter(id -> !graph.node(id).finished())
                            .filter(id -> !seen.add(id))
                            .count());
        }
        return shared;
    }

    /** Returns the stages that are to be made. */
    public List<StageGraph.Node> missing() {
        return graph.nodes().stream().filter(node -> !node.finished()).toList();
    }

    /** Returns the plan as {@code sweep.json} keeps it. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", sweep.name());
        Map<String, Object> axes = new LinkedHashMap<>();
        sweep.axes().forEach(axis -> axes.put(axis.name(), axis.labels()));
        tree.put("axes", axes);
        tree.put("jobs", jobs.stream().map(SweepPlan::tree).toList());
        Map<String, Object> titles = new LinkedHashMap<>();
        graph.nodes().forEach(node -> titles.put(node.id(), node.title()));
        tree.put("stages", titles);
        return tree;
    }

    private static Map<String, Object> tree(Planned job) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", job.job().title());
        tree.put("point", job.job().labels());
        tree.put("seeds", job.job().experiment().seeds());
        tree.put("run", String.valueOf(job.folder().getFileName()));
        tree.put("finished", job.finished());
        tree.put("stages", List.copyOf(job.stages()));
        return tree;
    }
}
