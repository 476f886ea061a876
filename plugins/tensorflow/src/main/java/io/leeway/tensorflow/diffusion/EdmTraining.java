package io.leeway.tensorflow.diffusion;

import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.graph.Adam;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Gradients;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variable;
import io.leeway.tensorflow.layer.Layers;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * One update of a denoiser's weights, and of their average.
 *
 * <p>The batch is cut into shards of at most 32 windows whose losses and gradients are computed side by side, one on
 * each core, and summed in order: the result does not depend on how many cores there are.
 */
final class EdmTraining {
    private static final int SHARD = 32;
    private static final int SMALLEST_SHARD = 8;
    private static final double ADAM_EPSILON = 1e-8;

    private final EdmConfig config;
    private final DenoisingNetwork network;
    private final int columns;
    private final Program program;
    private final Placeholder<TFloat32> inputs;
    private final Placeholder<TFloat32> targets;
    private final Placeholder<TFloat32> conditioning;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> epsilon;
    private final Placeholder<TFloat32> kept;
    private final Operand<TFloat32> loss;
    private final List<Op> averaged;
    private final List<Op> updated;

    EdmTraining(
            EdmConfig config,
            DenoisingNetwork network,
            int columns,
            Program program,
            Parameters weights,
            Parameters averages) {
        this.config = config;
        this.network = network;
        this.columns = columns;
        this.program = program;
        inputs = program.input(config.batch(), network.horizon(), columns);
        targets = program.input(config.batch(), network.horizon(), columns);
        conditioning = program.input(config.batch(), config.condition().inputs());
        rate = program.input();
        epsilon = program.input();
        kept = program.input();

        averaged = average(program, weights, averages, kept);
        Adam adam = new Adam(program, weights);
        List<Operand<TFloat32>> losses = new ArrayList<>();
        List<List<Operand<TFloat32>>> gradients = new ArrayList<>();
        int shards = program.backend().gpu() ? 1 : shards(config.batch());
        for (int shard = 0; shard < shards; shard++) {
            int from = config.batch() * shard / shards;
            int to = config.batch() * (shard + 1) / shards;
            Operand<TFloat32> part = loss(weights, from, to);
            losses.add(part);
            gradients.add(Gradients.of(program, part, weights.read()));
        }
        loss = Layers.total(program.ops(), losses);
        adam.apply(Gradients.sum(program, gradients), rate, epsilon);
        updated = weights.writes();
    }

    static int shards(int batch) {
        return Math.max((batch + SHARD - 1) / SHARD, Math.min(2, batch / SMALLEST_SHARD));
    }

    /** Builds the part of the mean loss that comes from some of the batch's windows. */
    private Operand<TFloat32> loss(Parameters weights, int from, int to) {
        Ops ops = program.ops();
        int size = to - from;
        Operand<TFloat32> part = ops.slice(conditioning, ops.constant(new int[] {from, 0}), ops.constant(new int[] {
            size, config.condition().inputs()
        }));
        Operand<TFloat32> output = network.builder(ops, weights, size, columns).build(rows(inputs, from, size), part);
        return ops.math.mul(
                Layers.meanSquare(ops, output, rows(targets, from, size)), ops.constant((float) size / config.batch()));
    }

    private Operand<TFloat32> rows(Operand<TFloat32> x, int from, int size) {
        Ops ops = program.ops();
        return ops.slice(
                x, ops.constant(new int[] {from, 0, 0}), ops.constant(new int[] {size, network.horizon(), columns}));
    }

    /** Builds the renewal of the average. It comes before the update in the graph, so that neither runs the other. */
    private static List<Op> average(Program program, Parameters weights, Parameters averages, Operand<TFloat32> kept) {
        Ops ops = program.ops();
        Operand<TFloat32> taken = ops.math.sub(ops.constant(1f), kept);
        List<Op> writes = new ArrayList<>();
        for (int i = 0; i < weights.all().size(); i++) {
            Variable average = averages.all().get(i);
            average.assign(ops.math.add(
                    ops.math.mul(kept, average.read()),
                    ops.math.mul(taken, weights.all().get(i).read())));
            writes.addAll(average.writes());
        }
        return writes;
    }

    /** Makes one update and returns its loss. */
    float update(EdmBatch batch, double learningRate, long step) {
        try (Feeds feeds = new Feeds(program)) {
            feeds.add(inputs, batch.inputs())
                    .add(targets, batch.targets())
                    .add(conditioning, batch.conditioning())
                    .add(rate, Adam.rate(learningRate, step + 1))
                    .add(epsilon, Adam.epsilon(ADAM_EPSILON, step + 1));
            updated.forEach(feeds::target);
            return feeds.fetch(loss).run().get(0)[0];
        }
    }

    /** Moves the averages towards the weights, keeping the fraction {@code decay} of them. */
    void renewAverage(double decay) {
        try (Feeds feeds = new Feeds(program)) {
            feeds.add(kept, (float) decay);
            averaged.forEach(feeds::target);
            feeds.run();
        }
    }
}
