package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.NetworkAgent;
import io.leeway.tensorflow.agent.actor.GaussianActor;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * AWAC (Nair et al. 2020, "Accelerating Online Reinforcement Learning with Offline Datasets"), its offline part:
 * critics of the actor's own actions, and an actor that imitates the data's actions, the more the better they are than
 * its own.
 *
 * <p>The order of an update is CORL's: critics, actor, targets. Its actor is {@link GaussianActor}, that of
 * {@link Iql}, whose mean is tanh f(s) where CORL's is f(s).
 */
public final class Awac extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Awac(AwacConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("awac", config.agent(), task, dataset, random, device, bench -> new Learning(config, bench));
    }

    private static final class Learning extends ActorCritic<GaussianActor> {
        private final AwacConfig config;

        Learning(AwacConfig config, Workbench bench) {
            super(bench, new GaussianActor(bench), bench.critics(2));
            this.config = config;
        }

        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            Operand<TFloat32> nextAction = drawn(batch.nextObservation());
            Operand<TFloat32> nextValue = Values.smallest(math, criticTargets, batch.nextObservation(), nextAction);
            Operand<TFloat32> criticLoss = Values.fit(bench, critics, batch, Values.target(bench, batch, nextValue));

            Operand<TFloat32> value = Values.smallest(math, critics, batch.observation(), batch.action());
            Operand<TFloat32> own = Values.smallest(math, critics, batch.observation(), drawn(batch.observation()));
            Operand<TFloat32> advantage = math.subtract(value, own);
            Operand<TFloat32> weight = math.stop(math.clip(
                    math.exponential(math.multiply(advantage, 1 / config.temperature())), 0, config.largestWeight()));
            Operand<TFloat32> imitation = actor.logLikelihood(batch.observation(), batch.action());
            Operand<TFloat32> actorLoss = math.negative(math.mean(math.multiply(weight, imitation)));
            bench.minimize(actorLoss, config.agent().learningRate(), List.of(actor.parameters()));

            bench.follow(criticTargets, critics);
            Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
            figures.put("critic_loss", criticLoss);
            figures.put("actor_loss", actorLoss);
            figures.put("mean_advantage", math.mean(advantage));
            figures.put("mean_weight", math.mean(weight));
            figures.putAll(Values.statistics(math, value));
            return figures;
        }

        private Operand<TFloat32> drawn(Operand<TFloat32> observation) {
            return actor.sample(observation, bench.normals(bench.task().actionSize()));
        }
    }
}
