package io.leeway.tensorflow.graph;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The copying of floats between Java's arrays and TensorFlow's tensors, each in one piece. */
public final class Floats {
    private Floats() {}

    /** Returns a tensor with the first values of an array; the caller closes it. */
    public static TFloat32 tensor(float[] values, long... shape) {
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(shape));
        fill(tensor, values, 0);
        return tensor;
    }

    /** Fills a tensor with the values of an array that begin at {@code from}. */
    public static void fill(Tensor tensor, float[] values, int from) {
        int size = Math.toIntExact(tensor.shape().size());
        tensor.asRawTensor().data().asFloats().write(values, from, size);
    }

    /** Copies the first {@code length} values of a tensor to where {@code from} says. */
    public static void copy(Tensor tensor, float[] target, int from, int length) {
        tensor.asRawTensor().data().asFloats().read(target, from, length);
    }

    /** Returns all values of a tensor. */
    public static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        copy(tensor, values, 0, values.length);
        return values;
    }

    /** Runs, and returns the first value of everything fetched. */
    public static float[] scalars(Session.Runner runner) {
        try (Result result = runner.run()) {
            float[] scalars = new float[result.size()];
            for (int i = 0; i < scalars.length; i++) {
                copy(result.get(i), scalars, i, 1);
            }
            return scalars;
        }
    }
}
