package io.leeway.experiment.sweep.results;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The results of a sweep so far.
 *
 * @param name the sweep's
 * @param axes what is varied, in the user's order
 * @param baseline what the rest is compared with, labels by axis or by "experience"; empty where that was left open
 * @param jobs of every point and seed, in the order of the grid
 * @param notes what to know of the data and the run, in sentences
 * @param documents whole texts that are folded away, by title: the sweep's file, the machine
 */
public record SweepResults(
        String name,
        List<SweepAxis> axes,
        Map<String, List<String>> baseline,
        List<JobResult> jobs,
        List<String> notes,
        Map<String, String> documents) {
    /** What a baseline calls the entries of an experiment's experience, unless an axis has that name. */
    public static final String EXPERIENCE = "experience";

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if two axes have one name, two jobs have one id or one point and seed, or a job
     *     has a value that its axis has not
     */
    public SweepResults {
        axes = List.copyOf(axes);
        baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
        jobs = List.copyOf(jobs);
        notes = List.copyOf(notes);
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        Map<String, Set<String>> values = new HashMap<>();
        for (SweepAxis axis : axes) {
            if (values.put(axis.name(), new HashSet<>(axis.values())) != null) {
                throw new IllegalArgumentException("The sweep '" + name + "' has the axis '" + axis.name() + "' twice");
            }
        }
        Map<Object, String> places = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (JobResult job : jobs) {
            job.point().forEach((axis, value) -> {
                if (!values.getOrDefault(axis, Set.of()).contains(value)) {
                    throw new IllegalArgumentException("The job '" + job.id() + "' has " + axis + " '" + value
                            + "', which is no value of an axis");
                }
            });
            String other = places.put(List.of(job.point(), job.seed()), job.id());
            if (other != null || !ids.add(job.id())) {
                throw new IllegalArgumentException("The job '" + job.id() + "' is there twice"
                        + (other == null ? "" : ": '" + other + "' has its point and its seed " + job.seed()));
            }
        }
    }
}
