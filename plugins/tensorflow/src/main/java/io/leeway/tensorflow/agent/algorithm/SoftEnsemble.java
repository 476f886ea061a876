package io.leeway.tensorflow.agent.algorithm;

import io.leeway.tensorflow.agent.actor.SquashedGaussianActor;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.Perceptron;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A soft actor-critic with an ensemble of critics of which the smallest counts (An et al. 2021, algorithm 1). The order
 * of an update is CORL's: temperature, actor, critics, targets.
 */
final class SoftEnsemble extends ActorCritic<SquashedGaussianActor> {
    /** Keeps the direction of a gradient of zero length finite. */
    private static final double LEAST_LENGTH = 1e-10;

    private final List<Perceptron> networks;
    private final double diversity;
    private final Temperature temperature;

    SoftEnsemble(Workbench bench, int count, double diversity) {
        this(bench, bench.critics(count, false), diversity);
    }

    private SoftEnsemble(Workbench bench, List<Perceptron> networks, double diversity) {
        super(bench, new SquashedGaussianActor(bench), networks);
        this.networks = networks;
        this.diversity = diversity;
        temperature = new Temperature(bench);
    }

    @Override
    public Map<String, Operand<TFloat32>> update(Minibatch batch) {
        double rate = bench.config().learningRate();
        SquashedGaussianActor.Draw own = drawn(batch.observation());
        temperature.update(own.logLikelihood(), rate);
        Operand<TFloat32> entropyWeight = temperature.value();

        Operand<TFloat32> value = Values.smallest(math, critics, batch.observation(), own.action());
        Operand<TFloat32> actorLoss =
                math.mean(math.subtract(math.multiply(own.logLikelihood(), entropyWeight), value));
        bench.minimize(actorLoss, rate, List.of(actor.parameters()));

        SquashedGaussianActor.Draw next = drawn(batch.nextObservation());
        Operand<TFloat32> nextValue = math.subtract(
                Values.smallest(math, criticTargets, batch.nextObservation(), next.action()),
                math.multiply(next.logLikelihood(), entropyWeight));
        Operand<TFloat32> target = Values.target(bench, batch, nextValue);
        Operand<TFloat32> likeness = likeness(batch);
        Operand<TFloat32> criticLoss = Values.fit(bench, critics, batch, target, math.multiply(likeness, diversity));
        bench.follow(criticTargets, critics);

        Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
        figures.put("critic_loss", criticLoss);
        figures.put("actor_loss", actorLoss);
        figures.put("entropy", math.negative(math.mean(own.logLikelihood())));
        figures.put("temperature", math.mean(entropyWeight));
        if (diversity > 0) {
            figures.put("critic_likeness", likeness);
        }
        figures.putAll(Values.statistics(math, value));
        return figures;
    }

    private SquashedGaussianActor.Draw drawn(Operand<TFloat32> observation) {
        return actor.sample(observation, bench.normals(bench.task().actionSize()));
    }

    /**
     * Builds 1 / (N − 1) Σ mean ⟨∇ Qi, ∇ Qj⟩ over i ≠ j, of gradients by action of length 1 (equation 3 of the paper).
     */
    private Operand<TFloat32> likeness(Minibatch batch) {
        if (diversity == 0) {
            return math.constant(0);
        }
        List<Operand<TFloat32>> directions = new ArrayList<>();
        for (Perceptron critic : networks) {
            Operand<TFloat32> gradient = math.columns(
                    critic.gradient(batch.observation(), batch.action()),
                    bench.task().observationSize(),
                    bench.task().actionSize());
            Operand<TFloat32> length =
                    math.root(math.add(math.sumOfRow(math.square(gradient)), LEAST_LENGTH * LEAST_LENGTH));
            directions.add(math.divide(gradient, math.add(length, LEAST_LENGTH)));
        }
        // Σ over i ≠ j of ⟨gi, gj⟩ is |Σ gi|² − Σ |gi|²
        Operand<TFloat32> ofSum = math.sumOfRow(math.square(math.add(directions)));
        Operand<TFloat32> ofEach =
                math.sumOfRow(math.add(directions.stream().map(math::square).toList()));
        return math.multiply(math.mean(math.subtract(ofSum, ofEach)), 1.0 / (critics.size() - 1));
    }
}
