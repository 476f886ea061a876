package io.leeway.tensorflow.diffusion;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.CompiledFunction;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variables;
import io.leeway.tensorflow.layer.Layers;
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
    /** Trajectories evaluated in one piece on one core of a CPU. */
    private static final int ROWS_OF_A_CORE = 64;
    /**
     * Trajectories evaluated in one piece on a GPU, which few would leave idle: as many as samplers put through
     * together.
     */
    private static final int ROWS_OF_A_GPU = 256;

    private final EdmConfig config;
    private final DenoisingNetwork network;
    private final int columns;
    private final int rows;
    private final Program program;
    private final Parameters weights;
    private final Parameters averages;
    private final List<Operand<TFloat32>> averaged;
    private final Placeholder<TFloat32> noised;
    private final Placeholder<TFloat32> sigma;
    private final Placeholder<TFloat32> condition;
    private final Operand<TFloat32> estimate;
    private final EdmTraining training;

    EdmProgram(EdmConfig config, DenoisingNetwork network, int columns, Backend backend, RandomSource random) {
        this.config = config;
        this.network = network;
        this.columns = columns;
        rows = backend.gpu() ? ROWS_OF_A_GPU : ROWS_OF_A_CORE;
        program = new Program(backend);
        int values = config.condition().inputs();
        weights = Parameters.create(program, "weights", random, (ops, asked) -> network.builder(ops, asked, 1, columns)
                .build(
                        ops.zeros(ops.constant(new int[] {1, network.horizon(), columns}), TFloat32.class),
                        ops.constant(new float[1][values])));
        averages = weights.copy(program, "averages");
        // Read before anything that changes them is built, and so without a change.
        averaged = averages.read();
        noised = program.input(rows, network.horizon(), columns);
        sigma = program.input(rows);
        condition = program.input(rows, values - 1);
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
        arguments.addAll(averaged);
        return CompiledFunction.call(
                program,
                "denoise",
                arguments,
                (ops, given) -> denoised(ops, given.get(0), given.get(1), given.get(2), given.subList(3, given.size())),
                config.compile());
    }

    /**
     * Builds the estimate of clean trajectories within a function.
     *
     * @param x rows × horizon × columns, noised
     * @param level rows: the noise levels
     * @param conditioning rows × the condition's values: each trajectory's condition and 1, or zeros
     * @param values what stands for {@link #averaged}
     */
    Operand<TFloat32> denoised(
            Ops ops,
            Operand<TFloat32> x,
            Operand<TFloat32> level,
            Operand<TFloat32> conditioning,
            List<Operand<TFloat32>> values) {
        DenoisingNetwork.Builder builder = network.builder(ops, averages.from(values), rows, columns);
        return Preconditioning.denoised(ops, x, level, (input, noise) -> {
            Operand<TFloat32> column = Layers.reshape(ops, noise, rows, 1);
            return builder.build(input, ops.concat(List.of(column, conditioning), ops.constant(1)));
        });
    }

    /** Returns the averaged weights, to be handed to a function that asks {@link #denoised}. */
    List<Operand<TFloat32>> averaged() {
        return averaged;
    }

    /**
     * Returns how many trajectories are evaluated in one piece: the same for every count, so that none depends on
     * others.
     */
    int rows() {
        return rows;
    }

    int horizon() {
        return network.horizon();
    }

    int columns() {
        return columns;
    }

    EdmConfig config() {
        return config;
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
        inPieces(count, (from, to) -> denoise(values, sigmas, given, from, to, target));
    }

    /** Work on some trajectories of a request. */
    @FunctionalInterface
    interface Piece {
        /** Does it for those from {@code from}, to before {@code to}. */
        void run(int from, int to);
    }

    /** Cuts trajectories into pieces of at most {@link #rows}, and works on several at once. */
    void inPieces(int count, Piece work) {
        program.initialize();
        IntStream.range(0, (count + rows - 1) / rows)
                .parallel()
                .forEach(piece -> work.run(piece * rows, Math.min(count, (piece + 1) * rows)));
    }

    /** Returns a piece of trajectories, with zeros after them up to {@link #rows}. */
    float[] piece(float[] values, int from, int to) {
        int size = network.horizon() * columns;
        return Arrays.copyOf(Arrays.copyOfRange(values, from * size, to * size), rows * size);
    }

    private void denoise(float[] values, float[] sigmas, float @Nullable [] given, int from, int to, float[] target) {
        int size = network.horizon() * columns;
        float[] levels = Arrays.copyOf(Arrays.copyOfRange(sigmas, from, to), rows);
        Arrays.fill(levels, to - from, rows, 1);
        try (Feeds feeds = new Feeds(program)) {
            feeds.add(noised, piece(values, from, to))
                    .add(sigma, levels)
                    .add(condition, conditions(given, from, to))
                    .fetch(estimate)
                    .run(target, from * size, (to - from) * size);
        }
    }

    /** Returns each trajectory's condition and 1; zeros where there is none. */
    private float[] conditions(float @Nullable [] given, int from, int to) {
        int size = config.condition().size();
        int values = config.condition().inputs() - 1;
        float[] conditions = new float[rows * values];
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
