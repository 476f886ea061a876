package io.leeway.tensorflow.diffusion;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.CompiledFunction;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Layers;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The graph of a denoiser: its weights and their average, and evaluation with the average. */
final class EdmProgram implements AutoCloseable {
    /**
     * Trajectories evaluated in one piece, on one core. It is the same for every count and machine, so that a
     * trajectory's estimate does not depend on what else is asked for.
     */
    private static final int CHUNK = 64;

    private final EdmConfig config;
    private final Network network;
    private final int columns;
    private final Program program;
    private final Parameters weights;
    private final Parameters averages;
    private final Placeholder<TFloat32> noised;
    private final Placeholder<TFloat32> sigma;
    private final Placeholder<TFloat32> condition;
    private final Operand<TFloat32> estimate;
    private final EdmTraining training;

    EdmProgram(EdmConfig config, Network network, int columns, Backend backend, RandomSource random) {
        this.config = config;
        this.network = network;
        this.columns = columns;
        program = new Program(backend);
        int values = config.condition().told();
        weights = Parameters.create(program, "weights", random, (ops, asked) -> network.builder(ops, asked, 1, columns)
                .build(
                        ops.zeros(ops.constant(new int[] {1, network.horizon(), columns}), TFloat32.class),
                        ops.constant(new float[1][values])));
        averages = weights.copy(program, "averages");
        noised = program.input(CHUNK, network.horizon(), columns);
        sigma = program.input(CHUNK);
        condition = program.input(CHUNK, values - 1);
        estimate = estimate();
        training = new EdmTraining(config, network, columns, program, weights, averages);
    }

    private Operand<TFloat32> estimate() {
        if (config.compile() && !program.backend().compiles()) {
            throw new LeewayException(
                    "The denoiser's key compile is true, but XLA compiles nothing on this machine. Set it"
                            + " to false, which is as good and often faster, or see 'leeway doctor'.");
        }
        List<Operand<TFloat32>> arguments = new ArrayList<>(List.of(noised, sigma, condition));
        arguments.addAll(averages.read());
        return CompiledFunction.call(program, "denoise", arguments, this::denoised, config.compile());
    }

    private Operand<TFloat32> denoised(Ops ops, List<Operand<TFloat32>> parameters) {
        Network.Builder builder =
                network.builder(ops, averages.from(parameters.subList(3, parameters.size())), CHUNK, columns);
        return Preconditioning.denoised(ops, parameters.get(0), parameters.get(1), (input, noise) -> {
            Operand<TFloat32> level = Layers.reshape(ops, noise, CHUNK, 1);
            return builder.build(input, ops.concat(List.of(level, parameters.get(2)), ops.constant(1)));
        });
    }

    Program program() {
        return program;
    }

    Variables variables() {
        return program.variables();
    }

    EdmTraining training() {
        return training;
    }

    /**
     * Estimates clean trajectories with the averaged weights; see the interface.
     *
     * @param given one condition a trajectory, or null for none
     */
    void denoise(float[] values, float[] sigmas, float @Nullable [] given, int count, float[] target) {
        program.initialize();
        IntStream chunks = IntStream.range(0, (count + CHUNK - 1) / CHUNK);
        chunks.parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            denoise(values, sigmas, given, from, Math.min(count, from + CHUNK), target);
        });
    }

    private void denoise(float[] values, float[] sigmas, float @Nullable [] given, int from, int to, float[] target) {
        int size = network.horizon() * columns;
        float[] rows = Arrays.copyOf(Arrays.copyOfRange(values, from * size, to * size), CHUNK * size);
        float[] levels = Arrays.copyOf(Arrays.copyOfRange(sigmas, from, to), CHUNK);
        Arrays.fill(levels, to - from, CHUNK, 1);
        try (Feeds feeds = new Feeds(program)) {
            feeds.add(noised, rows)
                    .add(sigma, levels)
                    .add(condition, conditions(given, from, to))
                    .fetch(estimate)
                    .run(target, from * size, (to - from) * size);
        }
    }

    /** Returns each trajectory's condition and 1; zeros where there is none. */
    private float[] conditions(float @Nullable [] given, int from, int to) {
        int size = config.condition().size();
        int values = config.condition().told() - 1;
        float[] conditions = new float[CHUNK * values];
        for (int i = from; given != null && i < to; i++) {
            System.arraycopy(given, i * size, conditions, (i - from) * values, size);
            conditions[(i - from) * values + size] = 1;
        }
        return conditions;
    }

    @Override
    public void close() {
        program.close();
    }
}
