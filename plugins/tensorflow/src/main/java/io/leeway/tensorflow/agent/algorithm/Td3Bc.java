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
 * TD3+BC (Fujimoto and Gu 2021, "A Minimalist Approach to Offline Reinforcement Learning"): a deterministic actor that
 * climbs its critic's value and stays near the data's actions.
 *
 * <p>As in the code of Jackson et al. 2024 an update is: targets, actor, then critics twice, on the same batch.
 */
public final class Td3Bc extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Td3Bc(Td3BcConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("td3-bc", config.agent(), task, dataset, random, device, bench -> new Learning(config, bench));
    }

    private static final class Learning extends ActorCritic<DeterministicActor> {
        private final Td3BcConfig config;
        private final Perceptron actorTarget;

        Learning(Td3BcConfig config, Workbench bench) {
            super(bench, DeterministicActor.create(bench), bench.critics(2));
            this.config = config;
            actorTarget = actor.network().target("actor-target");
        }

        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            bench.follow(List.of(actorTarget), List.of(actor.network()));
            bench.follow(criticTargets, critics);
            Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>(updateActor(batch));

            Operand<TFloat32> nextAction = actor.act(actorTarget, batch.nextObservation());
            List<Operand<TFloat32>> losses = new ArrayList<>();
            for (int i = 0; i < config.criticUpdates(); i++) {
                Operand<TFloat32> nextValue =
                        Values.smallest(math, criticTargets, batch.nextObservation(), smoothed(nextAction));
                losses.add(Values.fit(bench, critics, batch, Values.target(bench, batch, nextValue)));
            }
            figures.put("critic_loss", math.multiply(math.add(losses), 1.0 / losses.size()));
            return figures;
        }

        /** Steps down mean (π(s) − a)² − λ mean Q(s, π(s)), with λ = α / mean |Q(s, π(s))|. */
        private Map<String, Operand<TFloat32>> updateActor(Minibatch batch) {
            Operand<TFloat32> action = actor.act(batch.observation());
            Operand<TFloat32> value = critics.get(0).apply(batch.observation(), action);
            Operand<TFloat32> imitation = math.meanSquare(action, batch.action());
            return MinimalistStep.take(bench, actor, value, config.alpha(), imitation, 1);
        }

        private Operand<TFloat32> smoothed(Operand<TFloat32> action) {
            return DeterministicActor.smoothed(bench, action, config.policyNoise(), config.noiseClip());
        }
    }
}
