package io.leeway.diffusion.experience;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Sample;
import java.util.Map;
import java.util.TreeMap;

/**
 * Synthetic trajectories with their figures.
 *
 * @param part the trajectories
 * @param figures by snake_case name
 */
record Made(SyntheticSet.Part part, Map<String, Double> figures) {
    /** Beyond this an action counts as saturated: the normaliser clips the data's own actions here. */
    private static final float SATURATED = 0.999f;

    /**
     * Measures what was sampled.
     *
     * @param step the updates that the policy had made that guided it
     * @throws LeewayException if there is no transition in it
     */
    static Made of(Sample sample, long step, boolean guided) {
        Trajectories made = sample.trajectories();
        SyntheticSet.Part part = new SyntheticSet.Part(made, step);
        Transitions transitions = part.transitions();
        if (transitions.count() == 0) {
            throw new LeewayException("The " + made.count() + " synthetic trajectories of " + made.horizon()
                    + " row(s) hold no transition: a row's next observation is the next row's. Choose a denoiser with a"
                    + " horizon of 2 or more.");
        }
        Map<String, Double> figures = new TreeMap<>(sample.figures());
        figures.put("network_evaluations", (double) sample.networkEvaluations());
        figures.put("guided", guided ? 1.0 : 0.0);
        figures.put("synthetic_trajectories", (double) made.count());
        figures.put("synthetic_transitions", (double) transitions.count());
        figures.put("terminal_fraction", beyond(transitions.terminals(), 0.5f));
        figures.put("saturated_action_fraction", beyond(transitions.actions(), SATURATED));
        return new Made(part, figures);
    }

    /** Returns the part of the values that are beyond a magnitude. */
    private static double beyond(float[] values, float magnitude) {
        int beyond = 0;
        for (float value : values) {
            beyond += Math.abs(value) >= magnitude ? 1 : 0;
        }
        return (double) beyond / values.length;
    }
}
