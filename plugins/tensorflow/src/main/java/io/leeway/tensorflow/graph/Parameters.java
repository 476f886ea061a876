package io.leeway.tensorflow.graph;

import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The weights of one network as variables, by the names that the network gives them. */
public final class Parameters implements Weights {
    private final Map<String, Variable> byName;

    private Parameters(Map<String, Variable> byName) {
        this.byName = byName;
    }

    /** A network as far as its weights go: builds itself into a graph, asking for them. */
    @FunctionalInterface
    public interface Builder {
        /** Builds the network. */
        void build(Ops ops, Weights weights);
    }

    /**
     * Makes the variables of a network.
     *
     * @param prefix goes before each name, with a slash
     * @param random where first values come from; each weight has a stream of its own
     */
    public static Parameters create(Program program, String prefix, RandomSource random, Builder network) {
        Map<String, Variable> made = new LinkedHashMap<>();
        try (Graph scratch = new Graph()) {
            Ops ops = Ops.create(scratch);
            network.build(ops, (name, initializer, fanIn, shape) -> {
                if (!made.containsKey(name)) {
                    float[] values =
                            new float[Math.toIntExact(Variables.shape(shape).size())];
                    initializer.fill(random.split(name), fanIn, values);
                    made.put(name, program.variables().create(prefix + "/" + name, values, shape));
                }
                return ops.placeholder(TFloat32.class, Placeholder.shape(Variables.shape(shape)));
            });
        }
        return new Parameters(made);
    }

    /** Returns other variables that begin with the same values. */
    public Parameters copy(Program program, String prefix) {
        Map<String, Variable> made = new LinkedHashMap<>();
        byName.forEach((name, variable) -> made.put(
                name,
                program.variables()
                        .create(prefix + "/" + name, program.variables().value(variable), variable.shape())));
        return new Parameters(made);
    }

    /** Returns the variables, in the order in which the network asked for them. */
    public List<Variable> all() {
        return new ArrayList<>(byName.values());
    }

    /** Returns the current values, in that order. */
    public List<Operand<TFloat32>> read() {
        List<Operand<TFloat32>> values = new ArrayList<>();
        byName.values().forEach(variable -> values.add(variable.read()));
        return values;
    }

    /** Returns the operations whose run completes everything written to them so far. */
    public List<Op> writes() {
        List<Op> writes = new ArrayList<>();
        byName.values().forEach(variable -> writes.addAll(variable.writes()));
        return writes;
    }

    @Override
    public Operand<TFloat32> get(String name, Initializer initializer, int fanIn, int... shape) {
        return variable(name).read();
    }

    private Variable variable(String name) {
        Variable variable = byName.get(name);
        if (variable == null) {
            throw new IllegalArgumentException("The network has no weight '" + name + "'; it has " + byName.keySet());
        }
        return variable;
    }

    /** Returns the current values as constants of another graph. */
    public Weights freeze(Program program, Ops other) {
        return (name, initializer, fanIn, shape) -> program.variables().constant(other, variable(name));
    }

    /** Returns the same weights taken from a list of values in the order of {@link #all}, as in a function's body. */
    public Weights from(List<Operand<TFloat32>> values) {
        List<String> names = new ArrayList<>(byName.keySet());
        return (name, initializer, fanIn, shape) -> values.get(names.indexOf(name));
    }
}
