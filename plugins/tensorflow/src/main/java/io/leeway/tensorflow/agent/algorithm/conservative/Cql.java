package io.leeway.tensorflow.agent.algorithm.conservative;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionKind;
import io.leeway.spi.agent.ActsIn;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.Algorithm;
import io.leeway.tensorflow.agent.NetworkAgent;
import io.leeway.tensorflow.agent.actor.CategoricalActor;
import io.leeway.tensorflow.agent.actor.SquashedGaussianActor;
import io.leeway.tensorflow.agent.algorithm.ActorCritic;
import io.leeway.tensorflow.agent.update.ChoiceValue;
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
 * CQL (Kumar et al. 2020, "Conservative Q-Learning for Offline Reinforcement Learning"): a soft actor-critic whose
 * critics are held down wherever the data's actions are not: CQL(H) with importance sampling (appendix F), without the
 * Lagrange multiplier and without entropy in the targets, as in CORL.
 *
 * <p>The order of an update is CORL's: temperature, actor, critics, targets; but the actor's loss has the temperature
 * of after its step, as in An et al. 2021, and CORL's that of before. Its actor is {@link SquashedGaussianActor}, that
 * of the other soft actor-critics, where CORL learns a shift of the logarithm of the deviation, from -1 on.
 *
 * <p>For discrete actions it is the paper's variant of double DQN (van Hasselt et al. 2016), as d3rlpy's DiscreteCQL,
 * with targets that follow at each update and squared errors where d3rlpy's are Huber's: one critic of all choices,
 * whose softmax is the policy, and whose best choice is what is evaluated. Neither actions are drawn nor is there an
 * actor to learn: of the keys of its own, {@code conservatism} alone counts.
 */
@ActsIn({ActionKind.CONTINUOUS, ActionKind.DISCRETE})
public final class Cql extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Cql(CqlConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("cql", config.agent(), task, dataset, random, device, bench -> learning(config, bench));
    }

    private static Algorithm learning(CqlConfig config, Workbench bench) {
        return bench.task().choices() == null
                ? new ConservativeLearning(
                        bench, config.conservatism(), config.drawnActions(), config.actorLearningRate(), false)
                : new Choosing(bench, bench.choiceCritics(1).get(0), config.conservatism());
    }

    private static final class Choosing extends ActorCritic<CategoricalActor> {
        private final ChoiceValue critic;
        private final double conservatism;

        Choosing(Workbench bench, ChoiceValue critic, double conservatism) {
            super(bench, new CategoricalActor(critic.network()), List.of(critic));
            this.critic = critic;
            this.conservatism = conservatism;
        }

        /**
         * Steps towards r + γ (1 − d) Q'(s', argmax Q(s', ·)), and down the mean of ln Σ exp Q(s, ·) − Q(s, a of the
         * data).
         */
        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            int choices = bench.task().actionSize();
            Operand<TFloat32> best = math.flagsOfLargest(critic.all(batch.nextObservation()), choices);
            Operand<TFloat32> nextValue = Values.smallest(math, criticTargets, batch.nextObservation(), best);
            Operand<TFloat32> target = Values.target(bench, batch, nextValue);
            Operand<TFloat32> values = critic.all(batch.observation());
            Operand<TFloat32> value = math.sumOfRow(math.multiply(values, batch.action()));
            Operand<TFloat32> gap = math.mean(math.subtract(math.logOfSumExponential(values), value));
            Operand<TFloat32> loss = math.meanSquare(value, target);
            bench.minimize(
                    math.add(loss, math.multiply(gap, conservatism)),
                    bench.config().learningRate(),
                    List.of(critic.parameters()));
            bench.follow(criticTargets, critics);

            Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
            figures.put("critic_loss", loss);
            figures.put("conservative_gap", gap);
            figures.putAll(Values.statistics(math, value));
            return figures;
        }
    }
}
