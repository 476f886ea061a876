package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.graph.Adam;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Layers;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Polyak;
import io.leeway.tensorflow.graph.Program;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Several updates of TD3+BC in one graph, one after the other. */
final class Td3BcUpdates {
    /** How many updates one run makes at most. */
    static final int FUSED = 5;

    private final Td3BcConfig config;
    private final Program program;
    private final Ops ops;
    private final Td3BcNetworks networks;
    private final ObservationScale scale;
    private final Adam actorAdam;
    private final List<Adam> criticAdams;
    private final TransitionInputs transitions;
    private final Placeholder<TFloat32> noise;
    private final Placeholder<TFloat32> steps;
    private final List<Update> updates = new ArrayList<>();

    /** The figures of one update, and what completes it and all before it. */
    private record Update(Operand<TFloat32> figures, List<Op> writes) {}

    Td3BcUpdates(Td3BcConfig config, Task task, Program program, Td3BcNetworks networks, ObservationScale scale) {
        this.config = config;
        this.program = program;
        this.networks = networks;
        this.scale = scale;
        ops = program.ops();
        actorAdam = new Adam(program, networks.actor());
        criticAdams = networks.critics().stream()
                .map(critic -> new Adam(program, critic))
                .toList();
        transitions = new TransitionInputs(program, task, config.batch(), FUSED);
        noise = program.input(FUSED, config.criticUpdates(), config.batch(), task.actionSize());
        steps = program.input(FUSED, 1 + config.criticUpdates(), 2);
        for (int update = 0; update < FUSED; update++) {
            Operand<TFloat32> figures = update(transitions.minibatch(update), update);
            updates.add(new Update(figures, writes()));
        }
    }

    /** Fujimoto and Gu 2021, in the order of Jackson et al. 2024: targets, actor, then the critics on the same batch. */
    private Operand<TFloat32> update(TransitionInputs.Minibatch batch, int update) {
        Operand<TFloat32> observation = scale.build(batch.observation());
        Operand<TFloat32> nextObservation = scale.build(batch.nextObservation());
        List<Parameters> critics = networks.critics();

        Polyak.move(program, networks.actorTarget(), networks.actor(), config.polyak());
        for (int i = 0; i < critics.size(); i++) {
            Polyak.move(program, networks.criticTargets().get(i), critics.get(i), config.polyak());
        }

        Operand<TFloat32> action = networks.act(networks.actor(), observation);
        Operand<TFloat32> value = networks.value(critics.get(0), observation, action);
        Operand<TFloat32> meanValue = Layers.mean(ops, value);
        Operand<TFloat32> imitation = Layers.meanSquare(ops, action, batch.action());
        Operand<TFloat32> weight = ops.stopGradient(ops.math.div(
                ops.constant((float) config.alpha()),
                ops.math.add(Layers.mean(ops, ops.math.abs(value)), ops.constant(1e-7f))));
        Operand<TFloat32> actorLoss = ops.math.sub(imitation, ops.math.mul(weight, meanValue));
        actorAdam.minimize(actorLoss, step(update, 0, 0), step(update, 0, 1));

        Operand<TFloat32> nextAction = networks.act(networks.actorTarget(), nextObservation);
        List<Operand<TFloat32>> criticLosses = new ArrayList<>();
        for (int i = 0; i < config.criticUpdates(); i++) {
            Operand<TFloat32> target = target(batch, nextObservation, noisy(nextAction, update, i));
            List<Operand<TFloat32>> losses = new ArrayList<>();
            for (Parameters critic : critics) {
                losses.add(Layers.meanSquare(ops, networks.value(critic, observation, batch.action()), target));
            }
            for (int j = 0; j < critics.size(); j++) {
                criticAdams.get(j).minimize(losses.get(j), step(update, i + 1, 0), step(update, i + 1, 1));
            }
            criticLosses.addAll(losses);
        }
        Operand<TFloat32> criticLoss =
                ops.math.div(ops.math.addN(criticLosses), ops.constant((float) criticLosses.size()));
        return ops.stack(List.of(criticLoss, actorLoss, imitation, meanValue));
    }

    /** Builds r + γ (1 − d) min Q'(s', a'). */
    private Operand<TFloat32> target(
            TransitionInputs.Minibatch batch, Operand<TFloat32> nextObservation, Operand<TFloat32> nextAction) {
        Operand<TFloat32> nextValue = networks.smallerValue(networks.criticTargets(), nextObservation, nextAction);
        Operand<TFloat32> goesOn = ops.math.sub(ops.constant(1f), batch.terminal());
        return ops.stopGradient(ops.math.add(
                batch.reward(),
                ops.math.mul(ops.constant((float) config.discount()), ops.math.mul(goesOn, nextValue))));
    }

    /** Builds target policy smoothing: clip(a + clip(ε, ± noise clip), ± 1). */
    private Operand<TFloat32> noisy(Operand<TFloat32> action, int update, int criticUpdate) {
        int[] size = {1, 1, config.batch(), -1};
        Operand<TFloat32> normal = Layers.reshape(
                ops,
                ops.slice(noise, ops.constant(new int[] {update, criticUpdate, 0, 0}), ops.constant(size)),
                config.batch(),
                Math.toIntExact(action.asOutput().shape().get(1)));
        Operand<TFloat32> scaled = ops.math.mul(normal, ops.constant((float) config.policyNoise()));
        float bound = (float) config.noiseClip();
        return clip(ops.math.add(action, clip(scaled, bound)), 1);
    }

    private Operand<TFloat32> clip(Operand<TFloat32> x, float bound) {
        return ops.clipByValue(x, ops.constant(-bound), ops.constant(bound));
    }

    private Operand<TFloat32> step(int update, int optimizerStep, int value) {
        Operand<TFloat32> one = ops.slice(
                steps, ops.constant(new int[] {update, optimizerStep, value}), ops.constant(new int[] {1, 1, 1}));
        return Layers.reshape(ops, one);
    }

    private List<Op> writes() {
        List<Op> writes = new ArrayList<>(networks.actor().writes());
        writes.addAll(networks.actorTarget().writes());
        networks.critics().forEach(critic -> writes.addAll(critic.writes()));
        networks.criticTargets().forEach(critic -> writes.addAll(critic.writes()));
        return writes;
    }

    /**
     * Makes updates.
     *
     * @param batches the transitions of {@link #FUSED} updates, of which the first {@code times} are used
     * @param normals their noise, {@link #FUSED} × critic updates × batch × action size standard normal values
     * @param done updates made before
     * @param times at most {@link #FUSED}
     * @return for each update the critics' loss, the actor's loss, its imitation part and the mean value
     */
    List<float[]> run(Transitions batches, float[] normals, long done, int times) {
        try (Feeds feeds = new Feeds(program)) {
            transitions.feed(feeds, batches);
            feeds.add(noise, normals).add(steps, optimizerSteps(done));
            updates.subList(0, times).forEach(update -> feeds.fetch(update.figures()));
            updates.get(times - 1).writes().forEach(feeds::target);
            return feeds.run();
        }
    }

    private float[] optimizerSteps(long done) {
        int perUpdate = 1 + config.criticUpdates();
        float[] values = new float[FUSED * perUpdate * 2];
        for (int update = 0; update < FUSED; update++) {
            for (int i = 0; i < perUpdate; i++) {
                long count = i == 0 ? done + update + 1 : (done + update) * config.criticUpdates() + i;
                values[2 * (update * perUpdate + i)] = Adam.rate(config.learningRate(), count);
                values[2 * (update * perUpdate + i) + 1] = Adam.epsilon(config.adamEpsilon(), count);
            }
        }
        return values;
    }
}
