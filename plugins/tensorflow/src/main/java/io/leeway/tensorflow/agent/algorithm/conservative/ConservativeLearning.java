package io.leeway.tensorflow.agent.algorithm.conservative;

import io.leeway.tensorflow.agent.actor.SquashedGaussianActor;
import io.leeway.tensorflow.agent.algorithm.ActorCritic;
import io.leeway.tensorflow.agent.algorithm.Temperature;
import io.leeway.tensorflow.agent.update.ActionValue;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A soft actor-critic whose critics are held down wherever the data's actions are not. */
final class ConservativeLearning extends ActorCritic<SquashedGaussianActor> {
    private final double conservatism;
    private final int drawnActions;
    private final double actorLearningRate;
    private final boolean mixed;
    private final int rows;
    private final int columns;
    private final Temperature temperature;

    /**
     * Makes the networks.
     *
     * @param conservatism weight of what holds values down
     * @param drawnActions how many actions of each kind stand for all
     * @param mixed whether values are held down where a batch is synthetic and up where it is real; otherwise both
     *     everywhere
     */
    ConservativeLearning(
            Workbench bench, double conservatism, int drawnActions, double actorLearningRate, boolean mixed) {
        super(bench, new SquashedGaussianActor(bench), bench.critics(2));
        this.conservatism = conservatism;
        this.drawnActions = drawnActions;
        this.actorLearningRate = actorLearningRate;
        this.mixed = mixed;
        rows = drawnActions * bench.config().batch();
        columns = bench.task().actionSize();
        temperature = new Temperature(bench);
    }

    @Override
    public Map<String, Operand<TFloat32>> update(Minibatch batch) {
        // What actors draw for the critics is drawn before the actor's step, as all of an update is.
        List<Alternative> alternatives = alternatives(batch);
        SquashedGaussianActor.Draw next = actor.sample(batch.nextObservation(), bench.normals(columns));
        Operand<TFloat32> nextValue = Values.smallest(math, criticTargets, batch.nextObservation(), next.action());
        Operand<TFloat32> target = Values.target(bench, batch, nextValue);

        SquashedGaussianActor.Draw own = actor.sample(batch.observation(), bench.normals(columns));
        temperature.update(own.logLikelihood(), actorLearningRate);
        Operand<TFloat32> value = Values.smallest(math, critics, batch.observation(), own.action());
        Operand<TFloat32> actorLoss =
                math.mean(math.subtract(math.multiply(own.logLikelihood(), temperature.value()), value));
        bench.minimize(actorLoss, actorLearningRate, List.of(actor.parameters()));

        Operand<TFloat32> gap = gap(batch, alternatives);
        Operand<TFloat32> criticLoss = Values.fit(bench, critics, batch, target, math.multiply(gap, conservatism));
        bench.follow(criticTargets, critics);

        Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
        figures.put("critic_loss", criticLoss);
        figures.put("conservative_gap", math.multiply(gap, 1.0 / critics.size()));
        figures.put("actor_loss", actorLoss);
        figures.put("entropy", math.negative(math.mean(own.logLikelihood())));
        figures.put("temperature", math.mean(temperature.value()));
        figures.putAll(Values.statistics(math, value));
        return figures;
    }

    /** Actions, and the logarithm of the density that they were drawn with. */
    private record Alternative(Operand<TFloat32> action, Operand<TFloat32> logDensity) {}

    private List<Alternative> alternatives(Minibatch batch) {
        List<Alternative> alternatives = new ArrayList<>();
        alternatives.add(new Alternative(bench.uniforms(rows, columns), math.constant(-columns * Math.log(2))));
        for (Operand<TFloat32> observation : List.of(batch.observation(), batch.nextObservation())) {
            SquashedGaussianActor.Draw draw = actor.sample(repeated(observation), bench.normals(rows, columns));
            alternatives.add(new Alternative(math.stop(draw.action()), math.stop(draw.logLikelihood())));
        }
        return alternatives;
    }

    /**
     * Builds Σ over critics of mean ln ∫ exp Q(s, a) da − mean Q(s, a of the data); of a mixture, the one over
     * synthetic rows and the other over real ones.
     */
    private Operand<TFloat32> gap(Minibatch batch, List<Alternative> alternatives) {
        Operand<TFloat32> repeated = repeated(batch.observation());
        List<Operand<TFloat32>> gaps = new ArrayList<>();
        for (ActionValue critic : critics) {
            List<Operand<TFloat32>> exponents = new ArrayList<>();
            for (Alternative alternative : alternatives) {
                Operand<TFloat32> values = critic.apply(repeated, alternative.action());
                exponents.add(math.rows(
                        math.subtract(values, alternative.logDensity()),
                        drawnActions,
                        bench.config().batch()));
            }
            Operand<TFloat32> all = math.logOfMeanExponential(math.stack(exponents));
            Operand<TFloat32> data = critic.apply(batch.observation(), batch.action());
            gaps.add(
                    mixed
                            ? math.subtract(
                                    meanOver(synthetic(batch), all),
                                    meanOver(batch.real().get(), data))
                            : math.subtract(math.mean(all), math.mean(data)));
        }
        return math.add(gaps);
    }

    private Operand<TFloat32> synthetic(Minibatch batch) {
        Operand<TFloat32> flags =
                math.rows(batch.real().get(), 1, bench.config().batch());
        return math.subtract(math.constant(1), flags);
    }

    private Operand<TFloat32> meanOver(Operand<TFloat32> flags, Operand<TFloat32> values) {
        return math.divide(math.mean(math.multiply(flags, values)), math.mean(flags));
    }

    private Operand<TFloat32> repeated(Operand<TFloat32> observation) {
        return math.repeat(observation, drawnActions);
    }
}
