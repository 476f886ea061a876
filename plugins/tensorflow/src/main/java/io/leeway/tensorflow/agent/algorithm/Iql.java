package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionKind;
import io.leeway.spi.agent.ActsIn;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.NetworkAgent;
import io.leeway.tensorflow.agent.actor.CategoricalActor;
import io.leeway.tensorflow.agent.actor.GaussianActor;
import io.leeway.tensorflow.agent.actor.LikelihoodActor;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.Perceptron;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * IQL (Kostrikov et al. 2021, "Offline Reinforcement Learning with Implicit Q-Learning"): values by expectile
 * regression over the data's own actions, and an actor that imitates those with an advantage.
 *
 * <p>As in the code of Jackson et al. 2024 an update is: critics' targets, then value, critics and actor, all three
 * with the value as it was before. For discrete actions the actor is {@link CategoricalActor}, and the critics tell the
 * values of all choices at once; all else is the same.
 */
@ActsIn({ActionKind.CONTINUOUS, ActionKind.DISCRETE})
public final class Iql extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Iql(IqlConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("iql", config.agent(), task, dataset, random, device, bench -> new Learning(config, bench));
    }

    private static final class Learning extends ActorCritic<LikelihoodActor> {
        private final IqlConfig config;
        private final Perceptron value;

        Learning(IqlConfig config, Workbench bench) {
            super(bench, actor(bench), bench.critics(2));
            this.config = config;
            value = bench.network("value", bench.task().observationSize(), 1);
        }

        private static LikelihoodActor actor(Workbench bench) {
            return bench.task().choices() == null ? new GaussianActor(bench) : CategoricalActor.create(bench);
        }

        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            double rate = config.agent().learningRate();
            bench.follow(criticTargets, critics);

            Operand<TFloat32> actionValue =
                    math.stop(Values.smallest(math, criticTargets, batch.observation(), batch.action()));
            Operand<TFloat32> advantage = math.subtract(actionValue, value.apply(batch.observation()));
            Operand<TFloat32> nextValue = value.apply(batch.nextObservation());
            Operand<TFloat32> target = Values.target(bench, batch, nextValue);
            Operand<TFloat32> weight = math.stop(
                    math.clip(math.exponential(math.multiply(advantage, config.beta())), 0, config.largestWeight()));

            Operand<TFloat32> valueLoss = math.mean(expectile(advantage));
            bench.minimize(valueLoss, rate, List.of(value.parameters()));

            Operand<TFloat32> criticLoss = Values.fit(bench, critics, batch, target);

            Operand<TFloat32> imitation = actor.logLikelihood(batch.observation(), batch.action());
            Operand<TFloat32> actorLoss = math.negative(math.mean(math.multiply(weight, imitation)));
            bench.minimize(actorLoss, rate, List.of(actor.parameters()));

            Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
            figures.put("value_loss", valueLoss);
            figures.put("critic_loss", criticLoss);
            figures.put("actor_loss", actorLoss);
            figures.put("mean_advantage", math.mean(advantage));
            figures.put("mean_weight", math.mean(weight));
            figures.putAll(Values.statistics(math, actionValue));
            return figures;
        }

        /** Builds |τ − 1(u < 0)| u². */
        private Operand<TFloat32> expectile(Operand<TFloat32> difference) {
            Operand<TFloat32> negative = math.positive(math.negative(difference));
            Operand<TFloat32> side = math.absolute(math.add(negative, -config.expectile()));
            return math.multiply(math.stop(side), math.square(difference));
        }
    }
}
