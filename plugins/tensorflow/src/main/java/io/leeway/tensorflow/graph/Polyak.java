package io.leeway.tensorflow.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Polyak averaging, which lets a target network follow its original. */
public final class Polyak {
    private Polyak() {}

    /** Moves every weight of {@code target} by the fraction {@code step} of the way to {@code original}. */
    public static void move(Program program, Parameters target, Parameters original, double step) {
        Ops ops = program.ops();
        Operand<TFloat32> fraction = ops.constant((float) step);
        List<Variable> from = original.all();
        List<Variable> to = target.all();
        for (int i = 0; i < to.size(); i++) {
            Operand<TFloat32> old = to.get(i).read();
            to.get(i)
                    .assign(ops.math.add(
                            old, ops.math.mul(fraction, ops.math.sub(from.get(i).read(), old))));
        }
    }
}
