package io.leeway.experiment.stage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Warnings, each given once, that an agent's learning is going wrong, with the likely remedy. */
final class EarlyWarnings {
    private static final double MOST_DEAD = 0.5;
    private static final double MOST_SATURATED = 0.5;
    private static final double MORE_THAN_DATA = 2;

    private final Set<String> said = new HashSet<>();

    /** Returns the warnings that were not given before. */
    List<String> of(long step, Map<String, Double> figures) {
        List<String> warnings = new ArrayList<>();
        double value = figures.getOrDefault("value_over_bound", 0.0);
        if (value > 1 && said.add("value")) {
            warnings.add(at(step) + "the mean value is " + number(value)
                    + " times the most that the data's rewards can add up to: the critics diverge. Stay nearer to the"
                    + " data (td3-bc: a smaller alpha; rebrac: more critic-imitation; cql: more conservatism; sac-n:"
                    + " more critics), or lower the learning-rate or the discount.");
        }
        double dead = figures.getOrDefault("dead_units", 0.0);
        if (dead > MOST_DEAD && said.add("dead")) {
            warnings.add(at(step) + percent(dead)
                    + " of the hidden units are zero for every observation: the networks have lost"
                    + " them. Lower the learning-rate, and see that observations and rewards are of order 1"
                    + " (normalize-observations, reward-scale).");
        }
        double saturated = figures.getOrDefault("saturated_actions", 0.0);
        double ofData = figures.getOrDefault("saturated_data_actions", 0.0);
        if (saturated > MOST_SATURATED && saturated > MORE_THAN_DATA * ofData && said.add("saturated")) {
            warnings.add(at(step) + percent(saturated) + " of the policy's actions are at their bounds, where "
                    + percent(ofData)
                    + " of the data's are: it has left the data. Stay nearer to it (td3-bc: a smaller alpha; iql: a"
                    + " smaller beta; rebrac: more actor-imitation; cql: more conservatism).");
        }
        return warnings;
    }

    private static String at(long step) {
        return String.format(Locale.ROOT, "Warning: at update %,d ", step);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
