package io.leeway.tensorflow.agent.algorithm;

import io.leeway.tensorflow.agent.actor.DeterministicActor;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.layer.Expressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The actor's step of {@link Td3Bc} and {@link Rebrac}: up the critics' value, near the data's actions. */
final class MinimalistStep {
    /** Keeps the weight of the value finite where all values are 0. */
    private static final double LEAST_VALUE = 1e-7;

    private MinimalistStep() {}

    /**
     * Steps down β I − λ mean Q(s, π(s)), with λ = α / mean |Q(s, π(s))|.
     *
     * @param value Q(s, π(s)), one column
     * @param alpha α
     * @param imitation I: how far the actor's actions are from the data's
     * @param beta β
     * @return what learning curves show
     */
    static Map<String, Operand<TFloat32>> take(
            Workbench bench,
            DeterministicActor actor,
            Operand<TFloat32> value,
            double alpha,
            Operand<TFloat32> imitation,
            double beta) {
        Expressions math = bench.math();
        Operand<TFloat32> weight =
                math.stop(math.divide(math.constant(alpha), math.add(math.mean(math.absolute(value)), LEAST_VALUE)));
        Operand<TFloat32> loss = math.subtract(math.multiply(imitation, beta), math.multiply(weight, math.mean(value)));
        bench.minimize(loss, bench.config().learningRate(), List.of(actor.parameters()));
        Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
        figures.put("actor_loss", loss);
        figures.put("imitation_loss", imitation);
        figures.putAll(Values.statistics(math, value));
        return figures;
    }
}
