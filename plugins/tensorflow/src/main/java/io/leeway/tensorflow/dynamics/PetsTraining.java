package io.leeway.tensorflow.dynamics;

import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.graph.Adam;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Gradients;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variable;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Layers;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Several updates of all networks in one graph, one after the other.
 *
 * <p>The loss is that of Chua et al. 2018, as Janner et al. 2019 have it: the sum over networks of the mean of (mean −
 * target)² e^(−v) + v, v being the log-variance, and a hundredth of the sum of how far the bounds of v are apart. A
 * batch is cut into shards whose gradients are computed side by side, and summed in order.
 */
final class PetsTraining {
    /** How many updates one run makes at most. */
    static final int MOST = 5;

    private static final int SHARD = 128;
    private static final double GAP = 0.01;
    private static final double ADAM_EPSILON = 1e-5;

    private final PetsConfig config;
    private final EnsembleNetwork network;
    private final Program program;
    private final Parameters weights;
    private final Adam adam;
    private final List<Update> updates = new ArrayList<>();

    /** The inputs of one update, its loss and squared error, and what completes it and all before it. */
    private record Update(
            Placeholder<TFloat32> inputs,
            Placeholder<TFloat32> targets,
            Placeholder<TFloat32> terminals,
            Placeholder<TFloat32> rate,
            Placeholder<TFloat32> epsilon,
            Operand<TFloat32> figures,
            List<Op> writes) {}

    /** The parts of an update's figures that come from some of its rows. */
    private record Part(Operand<TFloat32> loss, Operand<TFloat32> squares) {}

    PetsTraining(PetsConfig config, EnsembleNetwork network, Program program, Parameters weights) {
        this.config = config;
        this.network = network;
        this.program = program;
        this.weights = weights;
        adam = new Adam(program, weights);
        updates.add(build());
    }

    private Update build() {
        Ops ops = program.ops();
        int networks = network.networks();
        int batch = config.batch();
        Placeholder<TFloat32> inputs = program.input(networks, batch, network.in());
        Placeholder<TFloat32> targets = program.input(networks, batch, network.width());
        Placeholder<TFloat32> terminals = program.input(networks, batch, 1);
        Placeholder<TFloat32> rate = program.input();
        Placeholder<TFloat32> epsilon = program.input();
        int shards = program.backend().gpu() ? 1 : Math.max(Math.min(2, batch), (batch + SHARD - 1) / SHARD);
        List<Operand<TFloat32>> losses = new ArrayList<>();
        List<Operand<TFloat32>> squares = new ArrayList<>();
        List<List<Operand<TFloat32>>> gradients = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            int from = batch * shard / shards;
            int size = batch * (shard + 1) / shards - from;
            Part part = part(rows(inputs, from, size), rows(targets, from, size), rows(terminals, from, size));
            Operand<TFloat32> loss = part.loss();
            if (shard == 0) {
                loss = ops.math.add(loss, ops.math.mul(network.gap(ops, weights), ops.constant((float) GAP)));
            }
            losses.add(loss);
            squares.add(part.squares());
            gradients.add(Gradients.of(program, loss, weights.read()));
        }
        adam.apply(decayed(Gradients.sum(program, gradients)), rate, epsilon);
        Operand<TFloat32> figures = ops.stack(List.of(Layers.total(ops, losses), Layers.total(ops, squares)));
        return new Update(inputs, targets, terminals, rate, epsilon, figures, weights.writes());
    }

    private Operand<TFloat32> rows(Operand<TFloat32> x, int from, int size) {
        Ops ops = program.ops();
        return ops.slice(x, ops.constant(new int[] {0, from, 0}), ops.constant(new int[] {-1, size, -1}));
    }

    private Part part(Operand<TFloat32> x, Operand<TFloat32> y, Operand<TFloat32> terminals) {
        Ops ops = program.ops();
        Expressions math = new Expressions(ops);
        EnsembleNetwork.Output output = network.build(ops, weights, x);
        Operand<TFloat32> squares = math.square(math.subtract(output.mean(), y));
        Operand<TFloat32> logVariance = output.logVariance();
        Operand<TFloat32> terms =
                math.add(math.multiply(squares, math.exponential(math.negative(logVariance))), logVariance);
        Operand<TFloat32> logit = output.terminal();
        double values = (double) config.batch() * network.width();
        if (logit == null) {
            return new Part(
                    math.multiply(Layers.sum(ops, terms), 1 / values),
                    math.multiply(Layers.sum(ops, squares), 1 / (values * network.networks())));
        }
        Operand<TFloat32> known = HeldOutError.known(ops, network, terminals, 3);
        Operand<TFloat32> crossEntropy = math.subtract(math.softplus(logit), math.multiply(logit, terminals));
        return new Part(
                math.add(
                        math.multiply(Layers.sum(ops, math.multiply(terms, known)), 1 / values),
                        math.multiply(Layers.sum(ops, crossEntropy), 1.0 / config.batch())),
                math.multiply(Layers.sum(ops, math.multiply(squares, known)), 1 / (values * network.networks())));
    }

    /** Adds the gradient of the decay of weights; biases and bounds do not decay. */
    private List<Operand<TFloat32>> decayed(List<Operand<TFloat32>> gradients) {
        if (config.weightDecay() == 0) {
            return gradients;
        }
        Expressions math = new Expressions(program.ops());
        List<Operand<TFloat32>> decayed = new ArrayList<>();
        List<Variable> all = weights.all();
        for (int i = 0; i < all.size(); i++) {
            decayed.add(
                    all.get(i).name().endsWith("/weight")
                            ? math.add(
                                    gradients.get(i), math.multiply(all.get(i).read(), config.weightDecay()))
                            : gradients.get(i));
        }
        return decayed;
    }

    /** Draws the rows of an update. */
    RowArrays draw(TrainingRows rows, RowScale inputScale, RowScale targetScale, RandomSource random) {
        int batch = config.batch();
        RowArrays arrays = RowArrays.of(network.networks() * batch, network.in(), network.width());
        for (int i = 0; i < network.networks() * batch; i++) {
            rows.copy(rows.draw(i / batch, random), inputScale, targetScale, arrays, i);
        }
        return arrays;
    }

    /**
     * Makes updates.
     *
     * @param batches the rows of each, at most {@link #MOST}: networks × batch
     * @param done updates made before
     * @return the loss and the mean squared error of each update
     */
    List<float[]> run(List<RowArrays> batches, long done) {
        while (updates.size() < batches.size()) {
            updates.add(build());
        }
        try (Feeds feeds = new Feeds(program)) {
            for (int i = 0; i < batches.size(); i++) {
                Update update = updates.get(i);
                RowArrays batch = batches.get(i);
                feeds.add(update.inputs(), batch.inputs())
                        .add(update.targets(), batch.targets())
                        .add(update.rate(), Adam.rate(config.learningRate(), done + i + 1))
                        .add(update.epsilon(), Adam.epsilon(ADAM_EPSILON, done + i + 1))
                        .fetch(update.figures());
                if (network.terminal()) {
                    feeds.add(update.terminals(), batch.terminals());
                }
            }
            updates.get(batches.size() - 1).writes().forEach(feeds::target);
            return feeds.run();
        }
    }
}
