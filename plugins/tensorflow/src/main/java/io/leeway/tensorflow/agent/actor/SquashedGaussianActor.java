package io.leeway.tensorflow.agent.actor;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Task;
import io.leeway.spi.support.SquashedGaussianActions;
import io.leeway.tensorflow.agent.update.Perceptron;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An actor a = tanh u with u drawn from N(μ(s), σ(s)²), and ln σ within [-5, 2] (Haarnoja et al. 2018, with the bounds
 * of CORL's SAC-N).
 */
public final class SquashedGaussianActor implements Actor {
    private static final double LOWEST = -5;
    private static final double HIGHEST = 2;

    private final Task task;
    private final Expressions math;
    private final Perceptron network;

    /** Actions, and the logarithm of how likely each was, one column. */
    public record Draw(Operand<TFloat32> action, Operand<TFloat32> logLikelihood) {}

    /** Makes one with fresh weights. */
    public SquashedGaussianActor(Workbench bench) {
        task = bench.task();
        math = bench.math();
        network = bench.network("actor", task.observationSize(), 2 * task.actionSize());
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public Operand<TFloat32> act(Ops ops, Weights weights, Operand<TFloat32> observation) {
        Operand<TFloat32> output = network.shape().build(ops, weights, observation);
        return ops.math.tanh(new Expressions(ops).columns(output, 0, task.actionSize()));
    }

    private Operand<TFloat32> mean(Operand<TFloat32> output) {
        return math.columns(output, 0, task.actionSize());
    }

    private Operand<TFloat32> logDeviation(Operand<TFloat32> output) {
        return math.clip(math.columns(output, task.actionSize(), task.actionSize()), LOWEST, HIGHEST);
    }

    /** Builds actions that move with the weights, drawn with standard normal numbers. */
    public Draw sample(Operand<TFloat32> observation, Operand<TFloat32> normals) {
        Operand<TFloat32> output = network.apply(observation);
        Operand<TFloat32> logDeviation = logDeviation(output);
        Operand<TFloat32> noise = math.multiply(normals, math.exponential(logDeviation));
        Operand<TFloat32> unbounded = math.add(mean(output), noise);
        // ln (1 − tanh² u) = 2 (ln 2 − u − softplus (−2 u)), which is exact for large u too
        Operand<TFloat32> logSlope = math.multiply(
                math.add(
                        math.subtract(math.negative(unbounded), math.softplus(math.multiply(unbounded, -2))),
                        Math.log(2)),
                2);
        Operand<TFloat32> likelihood =
                math.subtract(NormalDensity.log(math, noise, logDeviation), math.sumOfRow(logSlope));
        return new Draw(math.tanh(unbounded), likelihood);
    }

    @Override
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> observation) {
        return network.hidden(observation);
    }

    @Override
    public Operand<TFloat32> describe(Operand<TFloat32> observation) {
        Operand<TFloat32> output = network.apply(observation);
        return math.join(List.of(mean(output), math.exponential(logDeviation(output))));
    }

    @Override
    public ActionDistribution distribution(float[] description, int count) {
        int size = task.actionSize();
        float[] means = new float[count * size];
        float[] deviations = new float[count * size];
        for (int row = 0; row < count; row++) {
            System.arraycopy(description, 2 * row * size, means, row * size, size);
            System.arraycopy(description, (2 * row + 1) * size, deviations, row * size, size);
        }
        return new SquashedGaussianActions(count, size, means, deviations);
    }
}
