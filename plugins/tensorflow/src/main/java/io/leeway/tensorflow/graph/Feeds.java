package io.leeway.tensorflow.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** One run of a program: what it is fed, until it is closed, and what it gives. */
public final class Feeds implements AutoCloseable {
    private final Session.Runner runner;
    private final List<TFloat32> tensors = new ArrayList<>();

    /** Begins a run. */
    public Feeds(Program program) {
        runner = program.runner();
    }

    /** Feeds an input of known shape with the first values of an array. Returns this. */
    public Feeds add(Placeholder<TFloat32> input, float... values) {
        TFloat32 tensor = Floats.tensor(values, input.asOutput().shape().asArray());
        tensors.add(tensor);
        runner.feed(input, tensor);
        return this;
    }

    /** Asks for an output. Returns this. */
    public Feeds fetch(Operand<TFloat32> output) {
        runner.fetch(output);
        return this;
    }

    /** Asks for an operation to be run. Returns this. */
    public Feeds target(Op operation) {
        runner.addTarget(operation);
        return this;
    }

    /** Runs, and copies the first {@code length} values of the first output to where {@code from} says. */
    public void run(float[] target, int from, int length) {
        try (Result result = runner.run()) {
            Floats.copy(result.get(0), target, from, length);
        }
    }

    /** Runs, and returns all values of each output. */
    public List<float[]> run() {
        List<float[]> outputs = new ArrayList<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < result.size(); i++) {
                outputs.add(Floats.values(result.get(i)));
            }
        }
        return outputs;
    }

    @Override
    public void close() {
        tensors.forEach(TFloat32::close);
    }
}
