package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.EntryResult;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.SweepAxis;
import io.leeway.experiment.sweep.results.SweepAxis.Role;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.experiment.sweep.results.SweepTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agents of a sweep's finished jobs, with the names of their variants and tasks. */
final class Agents {
    private static final String SEPARATOR = " · ";
    /** Names that columns of the tables have. */
    private static final Set<String> TAKEN = Set.of("Status", "Task", "Experience", "Seed", "Error", "Score");

    private final SweepResults results;
    private final List<Agent> all = new ArrayList<>();
    private final Map<List<Object>, Variant> variants = new LinkedHashMap<>();
    private final Map<List<Object>, String> tasks = new LinkedHashMap<>();
    private final Map<String, List<Agent>> byVariant = new LinkedHashMap<>();
    private final Map<String, List<Agent>> byJob = new LinkedHashMap<>();
    private final boolean severalEntries;

    Agents(SweepResults results) {
        this.results = results;
        severalEntries = results.jobs().stream()
                        .flatMap(job -> job.entries().stream())
                        .map(EntryResult::entry)
                        .distinct()
                        .count()
                > 1;
        nameTasks();
        AppliedAxes applied = new AppliedAxes(results);
        Set<List<Object>> seen = new HashSet<>();
        for (JobResult job : results.jobs()) {
            for (EntryResult entry : job.entries()) {
                Map<String, String> point = part(job, Role.VARIANT);
                point.keySet().retainAll(applied.of(entry.entry()));
                Variant variant = variants.computeIfAbsent(
                        List.of(entry.entry(), point),
                        any -> new Variant(name(entry.entry(), point), entry.entry(), point));
                Agent agent = new Agent(variant, task(job, entry), job, entry);
                if (seen.add(List.of(variant, part(job, Role.TASK), job.seed()))) {
                    all.add(agent);
                    byVariant
                            .computeIfAbsent(variant.name(), any -> new ArrayList<>())
                            .add(agent);
                }
                byJob.computeIfAbsent(job.id(), any -> new ArrayList<>()).add(agent);
            }
        }
    }

    /** Returns all agents, each once, however many jobs have it, in the order of the jobs. */
    List<Agent> all() {
        return all;
    }

    /** Returns all variants that have an agent, in the order of the jobs. */
    List<Variant> variants() {
        return List.copyOf(variants.values());
    }

    /** Returns the names of all tasks, in the order of the jobs. */
    List<String> tasks() {
        return List.copyOf(new LinkedHashSet<>(tasks.values()));
    }

    /** Returns the agents of a variant on one of these tasks, each once, however many jobs have it. */
    List<Agent> of(Variant variant, Collection<String> on) {
        return byVariant.getOrDefault(variant.name(), List.of()).stream()
                .filter(agent -> on.contains(agent.task()))
                .toList();
    }

    /** Returns the agents of a job, in the order of its entries. */
    List<Agent> of(JobResult job) {
        return List.copyOf(byJob.getOrDefault(job.id(), List.of()));
    }

    /** Returns whether all scores are normalised. */
    boolean normalized() {
        return !all.isEmpty()
                && all.stream().allMatch(agent -> agent.result().task().normalized());
    }

    /** Returns the name of the task of an entry. */
    private String task(JobResult job, EntryResult entry) {
        return tasks.getOrDefault(key(job, entry), entry.task().environment());
    }

    private List<Object> key(JobResult job, EntryResult entry) {
        SweepTask task = entry.task();
        return List.of(task.environment(), task.dataset(), part(job, Role.TASK));
    }

    /** Names each task by its environment, and by its dataset and its values too where those are not enough. */
    private void nameTasks() {
        Map<List<Object>, List<String>> names = new LinkedHashMap<>();
        for (JobResult job : results.jobs()) {
            for (EntryResult entry : job.entries()) {
                String environment = entry.task().environment().isEmpty()
                        ? "no environment"
                        : entry.task().environment();
                String both = entry.task().dataset().isEmpty()
                        ? environment
                        : environment + " on " + entry.task().dataset();
                String values = environment + values(part(job, Role.TASK));
                names.put(key(job, entry), List.of(environment, both, values, both + values(part(job, Role.TASK))));
            }
        }
        for (int level = 0; level < 4; level++) {
            int chosen = level;
            Set<String> distinct = new LinkedHashSet<>();
            names.values().forEach(candidates -> distinct.add(candidates.get(chosen)));
            if (distinct.size() == names.size() || level == 3) {
                names.forEach((key, candidates) -> tasks.put(key, candidates.get(chosen)));
                return;
            }
        }
    }

    private Map<String, String> part(JobResult job, Role role) {
        Map<String, String> part = new LinkedHashMap<>();
        for (SweepAxis axis : results.axes()) {
            String value = job.point().get(axis.name());
            if (axis.role() == role && value != null) {
                part.put(axis.name(), value);
            }
        }
        return part;
    }

    /** Names a variant by its entry, where there are several, and by the values of the axes that vary. */
    private String name(String entry, Map<String, String> point) {
        String values = values(point);
        return severalEntries || values.isEmpty() ? entry + values : values.substring(SEPARATOR.length());
    }

    private String values(Map<String, String> point) {
        StringBuilder text = new StringBuilder();
        point.forEach((axis, value) -> {
            if (results.jobs().stream()
                    .anyMatch(job -> !value.equals(job.point().get(axis)))) {
                text.append(SEPARATOR).append(shortened(axis)).append(' ').append(value);
            }
        });
        return text.toString();
    }

    /** Returns the last part of an axis's name that says something, where no other axis has it. */
    String shortened(String axis) {
        String last = lastPart(axis);
        long bearers = results.axes().stream()
                .filter(other -> lastPart(other.name()).equals(last))
                .count();
        return bearers == 1 && !TAKEN.contains(last) ? last : axis;
    }

    private static String lastPart(String axis) {
        String named = axis.endsWith(".type") ? axis.substring(0, axis.length() - ".type".length()) : axis;
        return named.substring(named.lastIndexOf('.') + 1);
    }
}
