package io.leeway.tensorflow.agent.actor;

import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.support.CategoricalActions;
import io.leeway.tensorflow.agent.update.Perceptron;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.layer.Expressions;
import io.leeway.tensorflow.layer.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An actor of discrete actions, whose probabilities are the softmax of f(s).
 *
 * @param network f, with a column for each choice
 */
public record CategoricalActor(Perceptron network) implements LikelihoodActor {
    /** Makes one with fresh weights. */
    public static CategoricalActor create(Workbench bench) {
        return new CategoricalActor(bench.network(
                "actor", bench.task().observationSize(), bench.task().actionSize()));
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    /** {@inheritDoc} Of several choices as likely, the first. */
    @Override
    public Operand<TFloat32> act(Ops ops, Weights weights, Operand<TFloat32> observation) {
        return new Expressions(ops)
                .flagsOfLargest(
                        network.shape().build(ops, weights, observation),
                        network.shape().out());
    }

    @Override
    public Operand<TFloat32> logLikelihood(Operand<TFloat32> observation, Operand<TFloat32> action) {
        Expressions math = new Expressions(network.program().ops());
        return math.sumOfRow(math.multiply(math.logSoftmax(network.apply(observation)), action));
    }

    @Override
    public List<Operand<TFloat32>> hidden(Operand<TFloat32> observation) {
        return network.hidden(observation);
    }

    /** {@inheritDoc} That is f(s). */
    @Override
    public Operand<TFloat32> describe(Operand<TFloat32> observation) {
        return network.apply(observation);
    }

    @Override
    public ActionDistribution distribution(float[] description, int count) {
        return new CategoricalActions(count, network.shape().out(), description);
    }
}
