package io.leeway.tensorflow.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A tensor that lasts from run to run.
 *
 * <p>Writes are in the order in which the graph is built: a read that is built after a write sees it, and one built
 * before does not. That is what lets several updates follow each other within one graph.
 */
public final class Variable {
    private final Ops ops;
    private final String name;
    private final int[] shape;
    private final VarHandleOp handle;
    private @Nullable Op lastWrite;
    private @Nullable Operand<TFloat32> value;

    Variable(Ops ops, String name, int... shape) {
        this.ops = ops;
        this.name = name;
        this.shape = shape.clone();
        handle = ops.varHandleOp(TFloat32.class, Variables.shape(shape), VarHandleOp.sharedName(name));
    }

    /** Returns the name, unique within the program. */
    public String name() {
        return name;
    }

    /** Returns the shape. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns how many values it holds. */
    public int size() {
        int size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        return size;
    }

    /** Returns the value as of everything written so far. */
    public Operand<TFloat32> read() {
        Operand<TFloat32> known = value;
        if (known == null) {
            known = afterLastWrite().readVariableOp(handle, TFloat32.class);
            value = known;
        }
        return known;
    }

    /** Writes a value, after everything written so far. */
    public void assign(Operand<TFloat32> changed) {
        lastWrite = afterLastWrite().assignVariableOp(handle, changed);
        value = changed;
    }

    /** Returns the operations whose run completes everything written so far. */
    public List<Op> writes() {
        return lastWrite == null ? List.of() : List.of(lastWrite);
    }

    /** Returns what to build on, so that it happens after everything written so far. */
    Ops afterLastWrite() {
        return lastWrite == null ? ops : ops.withControlDependencies(lastWrite);
    }

    VarHandleOp handle() {
        return handle;
    }

    /** Records that an operation changes the value in place. */
    void changedBy(Op operation) {
        lastWrite = operation;
        value = null;
    }
}
