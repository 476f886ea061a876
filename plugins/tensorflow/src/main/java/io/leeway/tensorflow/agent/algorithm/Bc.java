package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.Algorithm;
import io.leeway.tensorflow.agent.NetworkAgent;
import io.leeway.tensorflow.agent.actor.Actor;
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
 * CORL. It has no critic.
 */
public final class Bc extends NetworkAgent {
    /** Creates an agent with fresh weights. */
    @Inject
    public Bc(BcConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        super("bc", config.agent(), task, dataset, random, device, Learning::new);
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
}
