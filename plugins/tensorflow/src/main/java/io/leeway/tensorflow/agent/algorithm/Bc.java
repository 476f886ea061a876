package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionKind;
import io.leeway.spi.agent.ActsIn;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.Algorithm;
import io.leeway.tensorflow.agent.NetworkAgent;
import io.leeway.tensorflow.agent.actor.Actor;
import io.leeway.tensorflow.agent.actor.CategoricalActor;
import io.leeway.tensorflow.agent.actor.DeterministicActor;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.layer.Expressions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Behaviour cloning (Pomerleau 1988): a deterministic actor that imitates the data's actions in mean square, as in
 * CORL; of discrete actions a {@link CategoricalActor}, by cross entropy. It has no critic.
 */
@ActsIn({ActionKind.CONTINUOUS, ActionKind.DISCRETE})
public final class Bc extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Bc(BcConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("bc", config.agent(), task, dataset, random, device, Bc::learning);
    }

    private static Algorithm learning(Workbench bench) {
        return bench.task().choices() == null ? new Learning(bench) : new Choosing(bench);
    }

    private static final class Learning implements Algorithm {
        private final Workbench bench;
        private final DeterministicActor actor;

        Learning(Workbench bench) {
            this.bench = bench;
            actor = DeterministicActor.create(bench);
        }

        @Override
        public Actor actor() {
            return actor;
        }

        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            Expressions math = bench.math();
            Operand<TFloat32> loss = math.meanSquare(actor.act(batch.observation()), batch.action());
            bench.minimize(loss, bench.config().learningRate(), List.of(actor.parameters()));
            return Map.of("imitation_loss", loss);
        }
    }

    private static final class Choosing implements Algorithm {
        private final Workbench bench;
        private final CategoricalActor actor;

        Choosing(Workbench bench) {
            this.bench = bench;
            actor = CategoricalActor.create(bench);
        }

        @Override
        public Actor actor() {
            return actor;
        }

        /** Steps down −mean ln π(a|s). */
        @Override
        public Map<String, Operand<TFloat32>> update(Minibatch batch) {
            Expressions math = bench.math();
            Operand<TFloat32> loss = math.negative(math.mean(actor.logLikelihood(batch.observation(), batch.action())));
            bench.minimize(loss, bench.config().learningRate(), List.of(actor.parameters()));
            return Map.of("imitation_loss", loss);
        }
    }
}
