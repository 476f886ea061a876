package io.leeway.tensorflow.graph;

import io.leeway.tensorflow.layer.Layers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The variables of a program, in the order in which they were made. */
public final class Variables {
    private final Program program;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, float[]> pending = new LinkedHashMap<>();
    private @Nullable Operand<TFloat32> health;

    /** A variable, and how it is read and written from outside, whatever is built around it later. */
    private record Slot(Variable variable, Operand<TFloat32> reader, Placeholder<TFloat32> input, Op writer) {}

    Variables(Program program) {
        this.program = program;
    }

    /**
     * Adds a variable with its first value.
     *
     * @throws IllegalArgumentException if the name is taken, or the values do not fill the shape
     */
    public Variable create(String name, float[] values, int... shape) {
        Variable variable = new Variable(program.ops(), name, shape);
        if (values.length != variable.size()) {
            throw new IllegalArgumentException("The variable '" + name + "' of shape " + Arrays.toString(shape)
                    + " does not hold " + values.length + " values");
        }
        Placeholder<TFloat32> input = program.input(longs(shape));
        Op writer = program.ops().assignVariableOp(variable.handle(), input);
        if (slots.putIfAbsent(name, new Slot(variable, variable.read(), input, writer)) != null) {
            throw new IllegalArgumentException("There are two variables named '" + name + "'");
        }
        pending.put(name, values);
        return variable;
    }

    /** Gives variables made since the last run their first values, all in one run. */
    void initialize() {
        if (!pending.isEmpty()) {
            Map<String, float[]> values = Map.copyOf(pending);
            pending.clear();
            write(values);
        }
    }

    /** Returns all variables. */
    public List<Variable> all() {
        return slots.values().stream().map(Slot::variable).toList();
    }

    /** Returns the operations whose run completes everything written to any of them so far. */
    public List<Op> writes() {
        return all().stream().flatMap(variable -> variable.writes().stream()).toList();
    }

    /** Returns the values of every variable, in order. */
    public Map<Variable, float[]> values() {
        Map<Variable, float[]> values = new LinkedHashMap<>();
        try (Snapshot snapshot = snapshot()) {
            int index = 0;
            for (Slot slot : slots.values()) {
                values.put(slot.variable(), Floats.values(snapshot.values.get(index++)));
            }
        }
        return values;
    }

    /** Returns the values of some variables, in their order, as they are at one moment. */
    public List<float[]> values(List<Variable> some) {
        Session.Runner runner = program.runner();
        some.forEach(variable -> runner.fetch(slot(variable.name()).reader()));
        List<float[]> values = new ArrayList<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < result.size(); i++) {
                values.add(Floats.values(result.get(i)));
            }
        }
        return values;
    }

    /** Returns the values of one variable; those that no run has used yet are known without one. */
    float[] value(Variable variable) {
        float[] first = pending.get(variable.name());
        if (first != null) {
            return first.clone();
        }
        float[] values = new float[variable.size()];
        program.fetch(slot(variable.name()).reader(), values);
        return values;
    }

    /** Builds the current value of a variable into another graph, where it stays for good. */
    public Operand<TFloat32> constant(Ops other, Variable variable) {
        return other.constant(shape(variable.shape()), DataBuffers.of(value(variable)));
    }

    /** Overwrites variables in one run. */
    public void write(Map<String, float[]> values) {
        Session.Runner runner = program.runner();
        List<Tensor> tensors = new ArrayList<>();
        try {
            values.forEach((name, array) -> {
                Slot slot = slot(name);
                Tensor tensor = Floats.tensor(array, longs(slot.variable().shape()));
                tensors.add(tensor);
                runner.feed(slot.input(), tensor).addTarget(slot.writer());
            });
            runner.run().close();
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    /** Returns every variable as it is now, to go back to; nothing is copied until something is written. */
    public Snapshot snapshot() {
        Session.Runner runner = program.runner();
        slots.values().forEach(slot -> runner.fetch(slot.reader()));
        return new Snapshot(runner.run());
    }

    /** Returns whether every value of every variable is finite. */
    public boolean finite() {
        Operand<TFloat32> known = health;
        if (known == null) {
            known = program.ops()
                    .math
                    .addN(slots.values().stream()
                            .map(slot -> Layers.sum(
                                    program.ops(),
                                    program.ops()
                                            .math
                                            .mul(slot.reader(), program.ops().constant(0f))))
                            .toList());
            health = known;
        }
        return Floats.scalars(program.runner().fetch(known))[0] == 0;
    }

    static Shape shape(int... sizes) {
        return Shape.of(longs(sizes));
    }

    private static long[] longs(int... sizes) {
        return Arrays.stream(sizes).asLongStream().toArray();
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("There is no variable '" + name + "'; there are " + slots.keySet());
        }
        return slot;
    }

    /** The values of every variable at one moment. */
    public final class Snapshot implements AutoCloseable {
        private final Result values;

        private Snapshot(Result values) {
            this.values = values;
        }

        /** Sets every variable back. */
        public void restore() {
            Session.Runner runner = program.runner();
            int index = 0;
            for (Slot slot : slots.values()) {
                runner.feed(slot.input(), values.get(index++)).addTarget(slot.writer());
            }
            runner.run().close();
        }

        @Override
        public void close() {
            values.close();
        }
    }
}
