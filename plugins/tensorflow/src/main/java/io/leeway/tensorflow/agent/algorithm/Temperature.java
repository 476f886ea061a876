package io.leeway.tensorflow.agent.algorithm;

import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Initializer;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The weight α of the entropy in a soft actor-critic, learned so that the entropy is minus the action's columns
 * (Haarnoja et al. 2018b, section 5).
 */
public final class Temperature {
    private static final String LOGARITHM = "logarithm";

    private final Workbench bench;
    private final Expressions math;
    private final Parameters parameters;

    /** Makes a temperature of 1. */
    public Temperature(Workbench bench) {
        this.bench = bench;
        math = bench.math();
        parameters = Parameters.create(
                bench.program(),
                "temperature",
                bench.random("temperature"),
                (ops, weights) -> weights.get(LOGARITHM, Initializer.ZEROS, 1, 1, 1));
    }

    /** Builds α, through which nothing is learned. */
    public Operand<TFloat32> value() {
        return math.stop(math.exponential(logarithm()));
    }

    private Operand<TFloat32> logarithm() {
        return parameters.get(LOGARITHM, Initializer.ZEROS, 1, 1, 1);
    }

    /** Takes a step down -ln α · mean (ln π(a|s) - columns). */
    public void update(Operand<TFloat32> logLikelihood, double learningRate) {
        Operand<TFloat32> excess =
                math.mean(math.add(logLikelihood, -bench.task().actionSize()));
        Operand<TFloat32> loss = math.mean(math.negative(math.multiply(logarithm(), math.stop(excess))));
        bench.minimize(loss, learningRate, List.of(parameters));
    }
}
