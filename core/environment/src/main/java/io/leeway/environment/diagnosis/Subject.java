package io.leeway.environment.diagnosis;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of one source, real or synthetic, that are measured.
 *
 * @param name what the source is called
 * @param transitions trajectory by trajectory, with actions in [-1, 1]
 * @param steps the index of each transition in its trajectory; empty where transitions stand alone
 * @param groups which of {@link Reference}'s groups each transition is of, where they are the data's own that were held
 *     out; otherwise empty
 * @param policy the policy that the source is to serve, or null
 * @param cost figures of what it took to make them, by snake_case name; empty where that is not known
 */
public record Subject(
        String name,
        Transitions transitions,
        int[] steps,
        int[] groups,
        @Nullable Policy policy,
        Map<String, Double> cost) {
    private static final int[] NONE = {};

    /** Checks every length. */
    public Subject {
        if (!fits(steps, transitions.count()) || !fits(groups, transitions.count())) {
            throw new IllegalArgumentException(transitions.count() + " transitions have " + steps.length + " steps and "
                    + groups.length + " groups");
        }
    }

    private static boolean fits(int[] values, int count) {
        return values.length == 0 || values.length == count;
    }

    /** Returns transitions that stand alone. */
    public static Subject of(String name, Transitions transitions) {
        return new Subject(name, transitions, NONE, NONE, null, Map.of());
    }

    /**
     * Returns the transitions of trajectories: of all, or of as many whole ones, evenly spread, as make up about the
     * given number.
     *
     * @param most about as many transitions at most, above 0
     * @throws LeewayException if they hold no transition
     */
    public static Subject of(String name, Trajectories trajectories, int most) {
        int count = trajectories.count();
        long all = 0;
        for (int i = 0; i < count; i++) {
            all += trajectories.slice(i, i + 1).transitions().count();
        }
        if (all == 0) {
            throw new LeewayException("there is no transition in its " + count + " trajectories");
        }
        List<Transitions> parts = new ArrayList<>();
        for (int i : Rows.spread(count, (int) Math.max(1, Math.min(count, (long) count * most / all)))) {
            parts.add(trajectories.slice(i, i + 1).transitions());
        }
        return joined(name, parts);
    }

    /** Returns the transitions of a dataset's episodes: of all, or of as many, evenly spread, as {@link #of} does. */
    public static Subject of(String name, Dataset dataset, int most) {
        Transitions all = dataset.transitions();
        int episodes = dataset.episodes();
        int picked = (int) Math.max(1, Math.min(episodes, (long) episodes * most / Math.max(1, all.count())));
        List<Transitions> parts = new ArrayList<>();
        for (int episode : Rows.spread(episodes, picked)) {
            int first = dataset.firstStep(episode);
            int length = Math.min(dataset.length(episode), most);
            int[] rows = new int[length];
            Arrays.setAll(rows, i -> first + i);
            parts.add(Rows.of(all, rows));
        }
        return joined(name, parts);
    }

    private static Subject joined(String name, List<Transitions> parts) {
        int count = parts.stream().mapToInt(Transitions::count).sum();
        Transitions first = parts.get(0);
        Transitions joined = Transitions.zeros(first.observationSize(), first.actionSize(), count);
        int[] steps = new int[count];
        int row = 0;
        for (Transitions part : parts) {
            for (int step = 0; step < part.count(); step++) {
                joined.copyRow(part, step, row);
                steps[row++] = step;
            }
        }
        return new Subject(name, joined, steps, NONE, null, Map.of());
    }

    /** Returns the same for a policy. */
    public Subject judgedBy(@Nullable Policy other) {
        return new Subject(name, transitions, steps, groups, other, cost);
    }

    /** Returns the same with what it took to make them. */
    public Subject at(Map<String, Double> known) {
        return new Subject(name, transitions, steps, groups, policy, Map.copyOf(known));
    }

    /** Returns whether these are the data's own transitions that were held out, to be compared with the others. */
    public boolean heldOut() {
        return groups.length > 0;
    }

    /** Returns some of the transitions. */
    Subject rows(int[] rows) {
        return new Subject(name, Rows.of(transitions, rows), Rows.of(steps, rows), Rows.of(groups, rows), policy, cost);
    }
}
