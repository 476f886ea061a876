package io.leeway.tensorflow.diffusion;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.CompiledFunction;
import io.leeway.tensorflow.graph.Floats;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The graph of a denoiser: its weights and their average, and evaluation with the average. */
final class EdmProgram implements AutoCloseable {
    /**
     * Trajectories evaluated in one piece, on one core. It is the same for every count and machine, so that a
     * trajectory's estimate does not depend on what else is asked for.
     */
    private static final int CHUNK = 64;

    private final EdmUnetConfig config;
    private final int columns;
    private final Program program;
    private final Parameters weights;
    private final Parameters averages;
    private final Placeholder<TFloat32> noised;
    private final Placeholder<TFloat32> sigma;
    private final Operand<TFloat32> estimate;
    private final EdmTraining training;

    EdmProgram(EdmUnetConfig config, int columns, Backend backend, RandomSource random) {
        this.config = config;
        this.columns = columns;
        program = new Program(backend);
        weights = Parameters.create(program, "weights", random, (ops, asked) -> new UNet(config, 1, columns, ops, asked)
                .build(
                        ops.zeros(ops.constant(new int[] {1, config.horizon(), columns}), TFloat32.class),
                        ops.constant(new float[1])));
        averages = weights.copy(program, "averages");
        noised = program.input(CHUNK, config.horizon(), columns);
        sigma = program.input(CHUNK);
        estimate = estimate();
        training = new EdmTraining(config, columns, program, weights, averages);
    }

    private Operand<TFloat32> estimate() {
        if (config.compile() && !program.backend().compiles()) {
            throw new LeewayException(
                    "The denoiser's key compile is true, but XLA compiles nothing on this machine. Set it"
                            + " to false, which is as good and often faster, or see 'leeway doctor'.");
        }
        List<Operand<TFloat32>> arguments = new ArrayList<>(List.of(noised, sigma));
        arguments.addAll(averages.read());
        return CompiledFunction.call(
                program,
                "denoise",
                arguments,
                (ops, parameters) ->
                        Preconditioning.denoised(ops, parameters.get(0), parameters.get(1), (input, noise) -> new UNet(
                                        config,
                                        CHUNK,
                                        columns,
                                        ops,
                                        averages.from(parameters.subList(2, parameters.size())))
                                .build(input, noise)),
                config.compile());
    }

    Variables variables() {
        return program.variables();
    }

    EdmTraining training() {
        return training;
    }

    /** Estimates clean trajectories with the averaged weights; see the interface. */
    void denoise(float[] values, float[] sigmas, int count, float[] target) {
        program.initialize();
        IntStream chunks = IntStream.range(0, (count + CHUNK - 1) / CHUNK);
        chunks.parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            denoise(values, sigmas, from, Math.min(count, from + CHUNK), target);
        });
    }

    private void denoise(float[] values, float[] sigmas, int from, int to, float[] target) {
        int size = config.horizon() * columns;
        float[] rows = Arrays.copyOf(Arrays.copyOfRange(values, from * size, to * size), CHUNK * size);
        float[] levels = Arrays.copyOf(Arrays.copyOfRange(sigmas, from, to), CHUNK);
        Arrays.fill(levels, to - from, CHUNK, 1);
        try (TFloat32 x = Floats.tensor(rows, CHUNK, config.horizon(), columns);
                TFloat32 level = Floats.tensor(levels, CHUNK);
                Result result = program.runner()
                        .feed(noised, x)
                        .feed(sigma, level)
                        .fetch(estimate)
                        .run()) {
            Floats.copy(result.get(0), target, from * size, (to - from) * size);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
