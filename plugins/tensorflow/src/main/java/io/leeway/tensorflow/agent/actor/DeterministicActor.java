package io.leeway.tensorflow.agent.actor;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Task;
import io.leeway.spi.support.GaussianActions;
import io.leeway.tensorflow.agent.update.Perceptron;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Weights;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A deterministic actor, a = tanh f(s), whose likelihood is the unit Gaussian around its action (Jackson et al. 2024).
 *
 * @param network f
 */
public record DeterministicActor(Task task, Perceptron network) implements HomoscedasticActor {
    /** Makes one with fresh weights. */
    public static DeterministicActor create(Workbench bench) {
        Task task = bench.task();
        return new DeterministicActor(task, bench.network("actor", task.observationSize(), task.actionSize()));
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public Operand<TFloat32> act(Ops ops, Weights weights, Operand<TFloat32> observation) {
        return ops.math.tanh(network.shape().build(ops, weights, observation));
    }

    @Override
    public Operand<TFloat32> deviation(Ops ops, Weights weights) {
        return ops.ones(ops.constant(new int[] {1, task.actionSize()}), TFloat32.class);
    }

    /** Builds the actions to evaluate with. */
    public Operand<TFloat32> act(Operand<TFloat32> observation) {
        return act(network, observation);
    }

    /** Builds the actions that the weights of another network of this shape choose. */
    public Operand<TFloat32> act(Perceptron other, Operand<TFloat32> observation) {
        return act(other.program().ops(), other.parameters(), observation);
    }

    /** Builds target policy smoothing (Fujimoto et al. 2018, equation 14): clip(a + clip(ε, ± bound), ± 1). */
    public static Operand<TFloat32> smoothed(
            Workbench bench, Operand<TFloat32> action, double deviation, double bound) {
        Expressions math = bench.math();
        Operand<TFloat32> noise = math.multiply(bench.normals(bench.task().actionSize()), deviation);
        return math.clip(math.add(action, math.clip(noise, -bound, bound)), -1, 1);
    }

    @Override
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> observation) {
        return network.hidden(observation);
    }

    @Override
    public Operand<TFloat32> describe(Operand<TFloat32> observation) {
        return act(observation);
    }

    @Override
    public ActionDistribution distribution(float[] actions, int count) {
        float[] deviations = new float[task.actionSize()];
        Arrays.fill(deviations, 1);
        return new GaussianActions(count, task.actionSize(), actions, deviations);
    }
}
