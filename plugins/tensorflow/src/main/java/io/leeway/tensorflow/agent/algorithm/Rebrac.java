package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.NetworkAgent;
import io.leeway.tensorflow.agent.actor.DeterministicActor;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.Perceptron;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * ReBRAC (Tarasov et al. 2023, "Revisiting the Minimalist Approach to Offline Reinforcement Learning"): {@link Td3Bc}
 * whose critics are held back too, wherever the target actor's next action is not the data's, and normalise their
 * layers.
 *
 * <p>The order is CORL's: critics, actor's target, actor, critics' targets; then, without the actor and the targets,
 * critics on other transitions. So an update is {@code criticUpdates} of CORL's steps. Where the data's next action is
 * not known, at the end of an episode, critics are not held back; CORL leaves out what a time limit cuts, as
 * {@code {type: real, time-limit: left-out}} does. First weights are those of every agent here, not CORL's.
 */
public final class Rebrac extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Rebrac(RebracConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("rebrac", config.agent(), task, dataset, random, device, bench -> new Learning(config, bench));
    }

    private static final class Learning extends ActorCritic<DeterministicActor> {
        private final RebracConfig config;
        private final Perceptron actorTarget;

        Learning(RebracConfig config, Workbench bench) {
            super(bench, DeterministicActor.create(bench), bench.critics(2, config.layerNorm()));
            this.config = config;
            actorTarget = actor.network().target("actor-target");
        }

        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            List<Operand<TFloat32>> losses = new ArrayList<>();
            losses.add(updateCritics(batch));
            Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>(updateActor(batch));
            bench.follow(criticTargets, critics);
            while (losses.size() < config.criticUpdates()) {
                losses.add(updateCritics(bench.minibatch()));
            }
            figures.put("critic_loss", math.multiply(math.add(losses), 1.0 / losses.size()));
            return figures;
        }

        /**
         * Steps towards r + γ (1 − d) (min Q(s', ã) − β |ã − a'|²), with ã the target actor's smoothed action and a'
         * the data's.
         */
        private Operand<TFloat32> updateCritics(Minibatch batch) {
            Operand<TFloat32> action = smoothed(actor.act(actorTarget, batch.nextObservation()));
            Minibatch.NextAction data = batch.nextAction().get();
            Operand<TFloat32> imitation = math.multiply(data.known(), distance(action, data.action()));
            Operand<TFloat32> nextValue = math.subtract(
                    Values.smallest(math, criticTargets, batch.nextObservation(), action),
                    math.multiply(imitation, config.criticImitation()));
            return Values.fit(bench, critics, batch, Values.target(bench, batch, nextValue));
        }

        /** Steps down mean β |π(s) − a|² − λ min Q(s, π(s)), with λ = 1 / mean |min Q(s, π(s))|. */
        private Map<String, Operand<TFloat32>> updateActor(Minibatch batch) {
            Operand<TFloat32> action = actor.act(batch.observation());
            Operand<TFloat32> value = Values.smallest(math, critics, batch.observation(), math.fork(action));
            Operand<TFloat32> imitation = math.mean(distance(action, batch.action()));
            bench.follow(List.of(actorTarget), List.of(actor.network()));
            return MinimalistStep.take(bench, actor, value, 1, imitation, config.actorImitation());
        }

        private Operand<TFloat32> smoothed(Operand<TFloat32> action) {
            return DeterministicActor.smoothed(bench, action, config.policyNoise(), config.noiseClip());
        }

        private Operand<TFloat32> distance(Operand<TFloat32> a, Operand<TFloat32> b) {
            return math.sumOfRow(math.square(math.subtract(a, b)));
        }
    }
}
