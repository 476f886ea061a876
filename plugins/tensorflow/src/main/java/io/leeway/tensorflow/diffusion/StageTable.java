package io.leeway.tensorflow.diffusion;

import io.leeway.spi.diffusion.PolicyMove;
import io.leeway.spi.diffusion.SolverStage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A solver's stages as a table that a loop on a device reads: a row a stage, and a column for each number of it. */
final class StageTable {
    /**
     * The numbers of a stage, in the order of {@link Row}: guidance is λ for the estimate, push λ for the noised
     * trajectory.
     */
    static final int COLUMNS = 8;

    private StageTable() {}

    /** A stage's numbers in the graph, each a scalar. */
    record Row(
            Operand<TFloat32> sigma,
            Operand<TFloat32> churn,
            Operand<TFloat32> extrapolation,
            Operand<TFloat32> kept,
            Operand<TFloat32> carried,
            Operand<TFloat32> fresh,
            Operand<TFloat32> guidance,
            Operand<TFloat32> push) {
        /** Builds the row of a stage. */
        static Row of(Ops ops, Operand<TFloat32> table, Operand<TInt32> stage) {
            List<Operand<TFloat32>> numbers = new ArrayList<>();
            Operand<TFloat32> row = ops.gather(table, stage, ops.constant(0));
            for (int column = 0; column < COLUMNS; column++) {
                numbers.add(ops.gather(row, ops.constant(column), ops.constant(0)));
            }
            return new Row(
                    numbers.get(0),
                    numbers.get(1),
                    numbers.get(2),
                    numbers.get(3),
                    numbers.get(4),
                    numbers.get(5),
                    numbers.get(6),
                    numbers.get(7));
        }
    }

    /** Returns the numbers, row by row. */
    static float[] of(List<SolverStage> stages, @Nullable PolicyMove move) {
        float[] table = new float[stages.size() * COLUMNS];
        for (int i = 0; i < stages.size(); i++) {
            SolverStage stage = stages.get(i);
            boolean begins = i == 0 || stages.get(i - 1).step() < stage.step();
            double coefficient = move == null ? 0 : move.coefficientAt(stage);
            boolean pushes = move != null && move.form() == PolicyMove.Form.NOISED;
            double[] row = {
                stage.sigma(),
                stage.churn(),
                stage.extrapolation(),
                stage.kept(),
                stage.carried(),
                stage.fresh(),
                pushes ? 0 : coefficient,
                pushes && begins ? coefficient : 0
            };
            for (int column = 0; column < row.length; column++) {
                table[i * row.length + column] = (float) row[column];
            }
        }
        return table;
    }
}
