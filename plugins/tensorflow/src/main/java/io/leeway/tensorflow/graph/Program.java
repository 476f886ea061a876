package io.leeway.tensorflow.graph;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A graph, the session that runs it, and its variables. The graph may grow after it has run. */
public final class Program implements AutoCloseable {
    private final Backend backend;
    private final Graph graph = new Graph();
    private final Ops ops = Ops.create(graph);
    private final Session session;
    private final Variables variables;
    private int names;

    /** Opens an empty program. */
    public Program(Backend backend) {
        this.backend = backend;
        session = backend.session(graph);
        variables = new Variables(this);
    }

    /** Returns where it runs. */
    public Backend backend() {
        return backend;
    }

    /** Returns the graph. */
    public Graph graph() {
        return graph;
    }

    /** Returns what adds operations to the graph. */
    public Ops ops() {
        return ops;
    }

    /** Returns the variables. */
    public Variables variables() {
        return variables;
    }

    /** Adds an input; -1 stands for any size. */
    public Placeholder<TFloat32> input(long... shape) {
        return ops.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    /** Returns a name that nothing in the graph has yet. */
    public String uniqueName(String prefix) {
        return prefix + "_" + names++;
    }

    /** Gives new variables their first values; needed only before several threads run at once. */
    public void initialize() {
        variables.initialize();
    }

    /** Begins a run, after which every new variable has its first value. */
    public Session.Runner runner() {
        initialize();
        return session.runner();
    }

    /** Runs for the values of one output that has no inputs. */
    public void fetch(Operand<TFloat32> output, float[] values) {
        try (Result result = runner().fetch(output).run()) {
            Floats.copy(result.get(0), values, 0, values.length);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
