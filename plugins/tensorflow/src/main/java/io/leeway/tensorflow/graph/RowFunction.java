package io.leeway.tensorflow.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A part of a program that maps rows to rows, run on any number of them: in pieces of a fixed size, side by side where
 * there are several.
 */
public final class RowFunction {
    private static final int CHUNK = 1024;

    private final Program program;
    private final List<Placeholder<TFloat32>> inputs;
    private final Operand<TFloat32> output;

    /**
     * Wraps what was built.
     *
     * @param inputs of shape any number × values in a row
     * @param output of shape the same number × values in a row
     */
    public RowFunction(Program program, List<Placeholder<TFloat32>> inputs, Operand<TFloat32> output) {
        this.program = program;
        this.inputs = List.copyOf(inputs);
        this.output = output;
    }

    /**
     * Runs.
     *
     * @param count rows
     * @param result receives the output's rows; may be longer
     * @param arguments one array an input, of {@code count} rows or more
     */
    public void apply(int count, float[] result, float[]... arguments) {
        program.initialize();
        IntStream chunks = IntStream.range(0, (count + CHUNK - 1) / CHUNK);
        chunks.parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            run(from, Math.min(CHUNK, count - from), result, arguments);
        });
    }

    private void run(int from, int rows, float[] result, float[]... arguments) {
        List<TFloat32> tensors = new ArrayList<>();
        Session.Runner runner = program.runner().fetch(output);
        for (int i = 0; i < arguments.length; i++) {
            int size = rowSize(inputs.get(i));
            float[] values = Arrays.copyOfRange(arguments[i], from * size, (from + rows) * size);
            tensors.add(Floats.tensor(values, rows, size));
            runner.feed(inputs.get(i), tensors.get(i));
        }
        try (Result results = runner.run()) {
            int size = rowSize(output);
            Floats.copy(results.get(0), result, from * size, rows * size);
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    private static int rowSize(Operand<TFloat32> rows) {
        return Math.toIntExact(rows.asOutput().shape().get(1));
    }
}
