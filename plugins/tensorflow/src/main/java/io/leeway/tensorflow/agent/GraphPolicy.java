package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.Policy;
import io.leeway.tensorflow.agent.actor.HomoscedasticActor;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A Gaussian policy whose network can be built into another graph, which is then fed its weights. */
public final class GraphPolicy {
    private final NetworkPolicy policy;
    private final HomoscedasticActor actor;

    private GraphPolicy(NetworkPolicy policy, HomoscedasticActor actor) {
        this.policy = policy;
        this.actor = actor;
    }

    /**
     * The policy's Gaussians.
     *
     * @param mean rows × action columns
     * @param deviation 1 × action columns
     */
    public record Gaussians(Operand<TFloat32> mean, Operand<TFloat32> deviation) {}

    /**
     * Returns a policy in this form, where it is one of TensorFlow and its distributions are Gaussians of fixed width.
     */
    public static Optional<GraphPolicy> of(@Nullable Policy policy) {
        return policy instanceof NetworkPolicy network && network.actor() instanceof HomoscedasticActor actor
                ? Optional.of(new GraphPolicy(network, actor))
                : Optional.empty();
    }

    /** Returns what its graph depends on, in words: that of two policies is the same where these are. */
    public String structure() {
        StringBuilder words = new StringBuilder(actor.getClass().getSimpleName());
        for (Variable variable : variables()) {
            words.append(' ').append(variable.name()).append(Arrays.toString(variable.shape()));
        }
        return words.toString();
    }

    /** Returns the shapes of {@link #values}. */
    public List<int[]> shapes() {
        return variables().stream().map(Variable::shape).toList();
    }

    /** Returns today's numbers: how observations are scaled, and the weights. */
    public List<float[]> values() {
        return policy.program().variables().values(variables());
    }

    /**
     * Builds the policy.
     *
     * @param values what stands for {@link #values} there
     * @param observations rows × observation columns, in the environment's units
     */
    public Gaussians build(Ops ops, List<Operand<TFloat32>> values, Operand<TFloat32> observations) {
        int scales = policy.scale().variables().size();
        Parameters parameters = actor.parameters();
        var weights = parameters.from(values.subList(scales, values.size()));
        Operand<TFloat32> scaled = policy.scale().build(ops, observations, values.subList(0, scales));
        return new Gaussians(actor.act(ops, weights, scaled), actor.deviation(ops, weights));
    }

    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>(policy.scale().variables());
        variables.addAll(actor.parameters().all());
        return variables;
    }
}
