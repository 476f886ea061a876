package io.leeway.tensorflow.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyAdam;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) for one network.
 *
 * <p>The corrections of the moments' bias depend on the step alone, so they are folded into the {@link #rate} and the
 * {@link #epsilon} that a step is given; a checkpoint needs the moments and the step.
 */
public final class Adam {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;

    private final Program program;
    private final Parameters parameters;
    private final List<Variable> first = new ArrayList<>();
    private final List<Variable> second = new ArrayList<>();

    /** Makes the moments of every weight, all zero. */
    public Adam(Program program, Parameters parameters) {
        this.program = program;
        this.parameters = parameters;
        for (Variable weight : parameters.all()) {
            first.add(moment(weight, "first-moment"));
            second.add(moment(weight, "second-moment"));
        }
    }

    private Variable moment(Variable weight, String kind) {
        return program.variables().create(weight.name() + "/" + kind, new float[weight.size()], weight.shape());
    }

    /** Returns the rate to give for the {@code step}-th step, counted from 1. */
    public static float rate(double learningRate, long step) {
        return (float)
                (learningRate * Math.sqrt(1 - Math.pow(BETA_2, (double) step)) / (1 - Math.pow(BETA_1, (double) step)));
    }

    /** Returns the epsilon to give for the {@code step}-th step, counted from 1. */
    public static float epsilon(double epsilon, long step) {
        return (float) (epsilon * Math.sqrt(1 - Math.pow(BETA_2, (double) step)));
    }

    /** Takes one step down the gradient of a loss. */
    public void minimize(Operand<TFloat32> loss, Operand<TFloat32> rate, Operand<TFloat32> epsilon) {
        apply(Gradients.of(program, loss, parameters.read()), rate, epsilon);
    }

    /** Takes one step down given gradients, one for each weight. */
    public void apply(List<Operand<TFloat32>> gradients, Operand<TFloat32> rate, Operand<TFloat32> epsilon) {
        List<Variable> weights = parameters.all();
        for (int i = 0; i < weights.size(); i++) {
            Variable weight = weights.get(i);
            Ops ops = weight.afterLastWrite();
            Operand<TFloat32> zero = program.ops().constant(0f);
            weight.changedBy(ResourceApplyAdam.create(
                    ops.scope(),
                    weight.handle(),
                    first.get(i).handle(),
                    second.get(i).handle(),
                    zero,
                    zero,
                    rate,
                    program.ops().constant(BETA_1),
                    program.ops().constant(BETA_2),
                    epsilon,
                    gradients.get(i)));
        }
    }
}
