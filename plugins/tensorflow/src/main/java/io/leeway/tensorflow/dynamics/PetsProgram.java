package io.leeway.tensorflow.dynamics;

import io.leeway.spi.RandomSource;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Floats;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variable;
import io.leeway.tensorflow.graph.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The graph of an ensemble: its weights as they are learned, and as they were best, with which it predicts. */
final class PetsProgram implements AutoCloseable {
    /** Rows that are predicted in one piece on one core. */
    private static final int PIECE = 512;

    private final PetsConfig config;
    private final EnsembleNetwork network;
    private final int observationSize;
    private final int actionSize;
    private final Program program;
    private final Parameters weights;
    private final Parameters bests;
    private final Variable elites;
    private final Scales scales;
    private final Placeholder<TFloat32> observations;
    private final Placeholder<TFloat32> actions;
    private final List<Operand<TFloat32>> prediction;
    private final HeldOutError heldOut;
    private final Placeholder<TFloat32> improved;
    private final List<Op> kept;
    private final PetsTraining training;

    /** What normalises rows, as variables. */
    private record Scales(Variable inputMeans, Variable inputDeviations, Variable means, Variable deviations) {}

    PetsProgram(
            PetsConfig config,
            int observationSize,
            int actionSize,
            boolean terminals,
            RowScale inputScale,
            RowScale targetScale,
            Backend backend,
            RandomSource random) {
        this.config = config;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        int in = observationSize + actionSize;
        int width = observationSize + 1;
        network = new EnsembleNetwork(
                config.networks(), in, config.hidden(), config.activation(), width, terminals, false);
        program = new Program(backend);
        weights = create("weights", network, random);
        bests = create("bests", network.withOwnBounds(), random);
        elites = program.variables().create("elites", first(config.elites()), config.elites());
        scales = new Scales(
                program.variables().create("inputs/mean", inputScale.means(), 1, in),
                program.variables().create("inputs/deviation", inputScale.deviations(), 1, in),
                program.variables().create("targets/mean", targetScale.means(), 1, 1, width),
                program.variables().create("targets/deviation", targetScale.deviations(), 1, 1, width));
        observations = program.input(-1, observationSize);
        actions = program.input(-1, actionSize);
        // Read before anything that changes them is built, and so without a change.
        prediction = predict();
        heldOut = new HeldOutError(program, network, weights);
        improved = program.input(config.networks(), 1, 1);
        kept = keep();
        training = new PetsTraining(config, network, program, weights);
    }

    private static float[] first(int count) {
        float[] first = new float[count];
        for (int i = 0; i < count; i++) {
            first[i] = i;
        }
        return first;
    }

    private Parameters create(String prefix, EnsembleNetwork made, RandomSource random) {
        return Parameters.create(
                program,
                prefix,
                random,
                (ops, asked) -> made.build(
                        ops, asked, ops.zeros(ops.constant(new int[] {1, 1, network.in()}), TFloat32.class)));
    }

    /** Builds means, deviations and, where it is learned, how likely a terminal is, in data units. */
    private List<Operand<TFloat32>> predict() {
        Ops ops = program.ops();
        Operand<TInt32> chosen = ops.dtypes.cast(elites.read(), TInt32.class);
        Operand<TFloat32> joined = ops.concat(List.of(observations, actions), ops.constant(1));
        Operand<TFloat32> normal = ops.math.div(
                ops.math.sub(joined, scales.inputMeans().read()),
                scales.inputDeviations().read());
        EnsembleNetwork.Output output = network.build(
                ops,
                (name, initializer, fanIn, shape) ->
                        Gather.create(ops.scope(), bests.get(name, initializer, fanIn, shape), chosen, ops.constant(0)),
                ops.expandDims(normal, ops.constant(0)));
        Operand<TFloat32> deviation = scales.deviations().read();
        Operand<TFloat32> change = ops.math.add(
                ops.math.mul(output.mean(), deviation), scales.means().read());
        Operand<TFloat32> before = ops.pad(
                ops.expandDims(observations, ops.constant(0)),
                ops.constant(new int[][] {{0, 0}, {0, 0}, {0, 1}}),
                ops.constant(0f));
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        outputs.add(ops.math.add(change, before));
        outputs.add(ops.math.mul(ops.math.exp(ops.math.mul(output.logVariance(), ops.constant(0.5f))), deviation));
        Operand<TFloat32> logit = output.terminal();
        if (logit != null) {
            outputs.add(ops.math.mean(ops.math.sigmoid(logit), ops.constant(0), Mean.keepDims(false)));
        }
        return outputs;
    }

    /** Builds the keeping of networks that improved as those that are best. */
    private List<Op> keep() {
        Ops ops = program.ops();
        List<Variable> current = weights.all();
        List<Variable> best = bests.all();
        for (int i = 0; i < current.size(); i++) {
            best.get(i)
                    .assign(ops.select(
                            ops.math.greater(improved, ops.constant(0.5f)),
                            current.get(i).read(),
                            best.get(i).read()));
        }
        return bests.writes();
    }

    /**
     * Keeps networks as they are now as their best.
     *
     * @param which of each network, whether it is kept
     */
    void keep(boolean... which) {
        float[] flags = new float[which.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = which[i] ? 1 : 0;
        }
        try (Feeds feeds = new Feeds(program)) {
            feeds.add(improved, flags);
            kept.forEach(feeds::target);
            feeds.run();
        }
    }

    Variables variables() {
        return program.variables();
    }

    Program program() {
        return program;
    }

    PetsTraining training() {
        return training;
    }

    HeldOutError heldOut() {
        return heldOut;
    }

    Variable elites() {
        return elites;
    }

    /** Returns what normalises inputs, which does not change. */
    RowScale inputScale() {
        List<float[]> values = variables().values(List.of(scales.inputMeans(), scales.inputDeviations()));
        return new RowScale(values.get(0), values.get(1));
    }

    /** Returns what normalises targets, which does not change. */
    RowScale targetScale() {
        List<float[]> values = variables().values(List.of(scales.means(), scales.deviations()));
        return new RowScale(values.get(0), values.get(1));
    }

    /** Predicts with the elites; see the interface. */
    Predictions predict(float[] givenObservations, float[] givenActions, int count) {
        int members = config.elites();
        int width = observationSize + 1;
        float[] means = new float[members * count * width];
        float[] deviations = new float[means.length];
        float[] terminals = new float[network.terminal() ? count : 0];
        program.initialize();
        IntStream.range(0, (count + PIECE - 1) / PIECE).parallel().forEach(piece -> {
            int from = piece * PIECE;
            int rows = Math.min(PIECE, count - from);
            List<float[]> outputs = run(
                    Arrays.copyOfRange(givenObservations, from * observationSize, (from + rows) * observationSize),
                    Arrays.copyOfRange(givenActions, from * actionSize, (from + rows) * actionSize),
                    rows);
            for (int member = 0; member < members; member++) {
                int to = (member * count + from) * width;
                System.arraycopy(outputs.get(0), member * rows * width, means, to, rows * width);
                System.arraycopy(outputs.get(1), member * rows * width, deviations, to, rows * width);
            }
            if (network.terminal()) {
                System.arraycopy(outputs.get(2), 0, terminals, from, rows);
            }
        });
        return new Predictions(members, count, observationSize, means, deviations, terminals);
    }

    private List<float[]> run(float[] pieceObservations, float[] pieceActions, int rows) {
        List<float[]> values = new ArrayList<>();
        try (TFloat32 first = Floats.tensor(pieceObservations, rows, observationSize);
                TFloat32 second = Floats.tensor(pieceActions, rows, actionSize)) {
            Session.Runner runner = program.runner().feed(observations, first).feed(actions, second);
            prediction.forEach(runner::fetch);
            try (Result result = runner.run()) {
                for (int i = 0; i < result.size(); i++) {
                    values.add(Floats.values(result.get(i)));
                }
            }
        }
        return values;
    }

    @Override
    public void close() {
        program.close();
    }
}
