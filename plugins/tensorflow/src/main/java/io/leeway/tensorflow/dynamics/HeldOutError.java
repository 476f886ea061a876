package io.leeway.tensorflow.dynamics;

import io.leeway.tensorflow.graph.Floats;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The mean squared error of each network's mean on the rows that are held out, in normalised units. */
final class HeldOutError {
    private static final int PIECE = 512;

    private final Program program;
    private final EnsembleNetwork network;
    private final Placeholder<TFloat32> inputs;
    private final Placeholder<TFloat32> targets;
    private final Placeholder<TFloat32> terminals;
    private final Operand<TFloat32> sums;

    HeldOutError(Program program, EnsembleNetwork network, Parameters weights) {
        this.program = program;
        this.network = network;
        Ops ops = program.ops();
        inputs = program.input(-1, network.in());
        targets = program.input(-1, network.width());
        terminals = program.input(-1, 1);
        Operand<TFloat32> mean = network.build(ops, weights, ops.expandDims(inputs, ops.constant(0)))
                .mean();
        Operand<TFloat32> squares = ops.math.squaredDifference(mean, ops.expandDims(targets, ops.constant(0)));
        Operand<TFloat32> known = ops.expandDims(known(ops, network, terminals, 2), ops.constant(0));
        sums = ops.sum(ops.math.mul(squares, known), ops.constant(new int[] {1, 2}));
    }

    /**
     * Builds 1 where a target is known and 0 elsewhere: nothing but the reward is in a terminal row.
     *
     * @param terminals of one column; 1 where a row is terminal
     * @param dimensions how many it has
     */
    static Operand<TFloat32> known(Ops ops, EnsembleNetwork network, Operand<TFloat32> terminals, int dimensions) {
        float[] unknown = new float[network.width()];
        for (int column = 0; column + 1 < unknown.length; column++) {
            unknown[column] = 1;
        }
        int[] shape = IntStream.range(0, dimensions).map(i -> 1).toArray();
        shape[dimensions - 1] = network.width();
        Operand<TFloat32> row = ops.reshape(ops.constant(unknown), ops.constant(shape));
        return ops.math.sub(ops.constant(1f), ops.math.mul(terminals, row));
    }

    /** Measures each network. */
    double[] measure(TrainingRows rows, RowScale inputScale, RowScale targetScale) {
        int pieces = (rows.heldOut() + PIECE - 1) / PIECE;
        float[][] parts = new float[pieces][];
        program.initialize();
        IntStream.range(0, pieces).parallel().forEach(piece -> {
            int from = piece * PIECE;
            int count = Math.min(PIECE, rows.heldOut() - from);
            RowArrays arrays = RowArrays.of(count, network.in(), network.width());
            for (int i = 0; i < count; i++) {
                rows.copy(rows.heldOut(from + i), inputScale, targetScale, arrays, i);
            }
            parts[piece] = sums(arrays, count);
        });
        double known = 0;
        for (int i = 0; i < rows.heldOut(); i++) {
            known += rows.all().terminals()[rows.heldOut(i)] == 0 ? network.width() : 1;
        }
        double[] errors = new double[network.networks()];
        for (float[] part : parts) {
            for (int i = 0; i < errors.length; i++) {
                errors[i] += part[i] / known;
            }
        }
        return errors;
    }

    private float[] sums(RowArrays arrays, int count) {
        try (TFloat32 x = Floats.tensor(arrays.inputs(), count, network.in());
                TFloat32 y = Floats.tensor(arrays.targets(), count, network.width());
                TFloat32 ends = Floats.tensor(arrays.terminals(), count, 1);
                Result result = program.runner()
                        .feed(inputs, x)
                        .feed(targets, y)
                        .feed(terminals, ends)
                        .fetch(sums)
                        .run()) {
            return Floats.values(result.get(0));
        }
    }
}
