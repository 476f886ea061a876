package io.leeway.tensorflow.agent.update;

import io.leeway.tensorflow.layer.Expressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The critics' values, targets and losses that algorithms share. */
public final class Values {
    private Values() {}

    /** Builds the smallest of several critics' values, one column. */
    public static Operand<TFloat32> smallest(
            Expressions math,
            List<? extends ActionValue> critics,
            Operand<TFloat32> observation,
            Operand<TFloat32> action) {
        return math.smallest(all(critics, observation, action));
    }

    /** Builds each critic's values. */
    public static List<Operand<TFloat32>> all(
            List<? extends ActionValue> critics, Operand<TFloat32> observation, Operand<TFloat32> action) {
        return critics.stream()
                .<Operand<TFloat32>>map(critic -> critic.apply(observation, action))
                .toList();
    }

    /** Builds r + γ (1 − d) V(s'), through which nothing is learned. */
    public static Operand<TFloat32> target(Workbench bench, Minibatch batch, Operand<TFloat32> nextValue) {
        Expressions math = bench.math();
        Operand<TFloat32> later = math.multiply(
                math.multiply(batch.goesOn(), nextValue), bench.config().discount());
        return math.stop(math.add(batch.reward(), later));
    }

    /** Takes a step of every critic down its mean squared distance to the target; returns the mean of these losses. */
    public static Operand<TFloat32> fit(
            Workbench bench, List<? extends ActionValue> critics, Minibatch batch, Operand<TFloat32> target) {
        return fit(bench, critics, batch, target, bench.math().constant(0));
    }

    /** Does the same, down the sum of these losses and a penalty; returns the mean of the losses alone. */
    public static Operand<TFloat32> fit(
            Workbench bench,
            List<? extends ActionValue> critics,
            Minibatch batch,
            Operand<TFloat32> target,
            Operand<TFloat32> penalty) {
        Expressions math = bench.math();
        List<Operand<TFloat32>> losses = all(critics, batch.observation(), batch.action()).stream()
                .map(value -> math.meanSquare(value, target))
                .toList();
        Operand<TFloat32> sum = math.add(losses);
        bench.minimize(
                math.add(sum, penalty),
                bench.config().learningRate(),
                critics.stream().map(ActionValue::parameters).toList());
        return math.multiply(sum, 1.0 / losses.size());
    }

    /** Returns what learning curves show of values. */
    public static Map<String, Operand<TFloat32>> statistics(Expressions math, Operand<TFloat32> value) {
        Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
        figures.put("mean_value", math.mean(value));
        figures.put("value_deviation", math.deviation(value));
        figures.put("largest_value", math.largest(value));
        return figures;
    }
}
