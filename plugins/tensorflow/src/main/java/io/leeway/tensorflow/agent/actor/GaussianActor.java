package io.leeway.tensorflow.agent.actor;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Task;
import io.leeway.spi.support.GaussianActions;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Mlp;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Weights;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An actor N(tanh f(s), e^2l) whose log-deviations l are the same everywhere, and kept within [-20, 2] (the IQL of
 * Jackson et al. 2024, after Kostrikov et al. 2021). What is reported of it has l no smaller than -5, since the
 * gradient of the likelihood grows with e^-2l.
 */
public final class GaussianActor implements HomoscedasticActor, LikelihoodActor {
    private static final double LOWEST = -20;
    private static final double HIGHEST = 2;
    private static final double LOWEST_TOLD = -5;
    private static final String DEVIATION = "log-deviation";

    private final Task task;
    private final Ops ops;
    private final Expressions math;
    private final Mlp shape;
    private final Parameters parameters;

    /** Makes one with fresh weights. */
    public GaussianActor(Workbench bench) {
        task = bench.task();
        ops = bench.program().ops();
        math = bench.math();
        shape = new Mlp(task.observationSize(), bench.config().hidden(), task.actionSize());
        parameters = Parameters.create(bench.program(), "actor", bench.random("actor"), (building, weights) -> {
            shape.build(building, weights, shape.example(building));
            weights.get(DEVIATION, Initializer.ZEROS, 1, task.actionSize());
        });
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Operand<TFloat32> act(Ops building, Weights weights, Operand<TFloat32> observation) {
        return building.math.tanh(shape.build(building, weights, observation));
    }

    private Operand<TFloat32> act(Operand<TFloat32> observation) {
        return act(ops, parameters, observation);
    }

    private Operand<TFloat32> logDeviation(double lowest) {
        return logDeviation(math, parameters, lowest);
    }

    private Operand<TFloat32> logDeviation(Expressions building, Weights weights, double lowest) {
        return building.clip(weights.get(DEVIATION, Initializer.ZEROS, 1, task.actionSize()), lowest, HIGHEST);
    }

    @Override
    public Operand<TFloat32> deviation(Ops building, Weights weights) {
        Expressions other = new Expressions(building);
        return Layers.reshape(
                building, other.exponential(logDeviation(other, weights, LOWEST_TOLD)), 1, task.actionSize());
    }

    @Override
    public Operand<TFloat32> logLikelihood(Operand<TFloat32> observation, Operand<TFloat32> action) {
        return NormalDensity.log(math, math.subtract(action, act(observation)), logDeviation(LOWEST));
    }

    /** Builds actions drawn with standard normal numbers, within [-1, 1]. */
    public Operand<TFloat32> sample(Operand<TFloat32> observation, Operand<TFloat32> normals) {
        Operand<TFloat32> deviation = math.exponential(logDeviation(LOWEST));
        return math.clip(math.add(act(observation), math.multiply(normals, deviation)), -1, 1);
    }

    @Override
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> observation) {
        return shape.hidden(ops, parameters, observation);
    }

    @Override
    public Operand<TFloat32> describe(Operand<TFloat32> observation) {
        Operand<TFloat32> mean = act(observation);
        Operand<TFloat32> deviation = math.exponential(logDeviation(LOWEST_TOLD));
        return math.join(List.of(mean, math.add(math.multiply(mean, 0), deviation)));
    }

    @Override
    public ActionDistribution distribution(float[] description, int count) {
        int size = task.actionSize();
        float[] means = new float[count * size];
        for (int row = 0; row < count; row++) {
            System.arraycopy(description, 2 * row * size, means, row * size, size);
        }
        return new GaussianActions(count, size, means, Arrays.copyOfRange(description, size, 2 * size));
    }
}
