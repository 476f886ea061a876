package io.leeway.tensorflow.bench;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.layer.Layers;
import io.leeway.tensorflow.layer.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.RandomStandardNormal;
import org.tensorflow.types.TFloat32;

/** The rate at which large matrices are multiplied, which bounds every network. */
final class MatrixProducts {
    private static final int SIZE = 768;
    /** Smaller products leave a GPU idle. */
    private static final int SIZE_ON_GPU = 4096;

    private static final int PRODUCTS = 8;

    private static final int LARGE = 2048;

    private MatrixProducts() {}

    /** Returns the best of several times, of one product of 2048 × 2048 matrices on each core, side by side. */
    static double bestGflops(Device device, int repeats, Progress.Task task) {
        int cores = Runtime.getRuntime().availableProcessors();
        double best = Double.POSITIVE_INFINITY;
        try (Program program = new Program(Backend.open(device))) {
            Ops ops = program.ops();
            List<Op> products = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                float[] ones = new float[LARGE * LARGE];
                Arrays.fill(ones, 1);
                Operand<TFloat32> x = program.variables()
                        .create("factor-" + i, ones, LARGE, LARGE)
                        .read();
                products.add(ops.linalg.matMul(x, x));
            }
            for (int i = -1; i < repeats; i++) {
                long began = System.nanoTime();
                try (Feeds feeds = new Feeds(program)) {
                    products.forEach(feeds::target);
                    feeds.run();
                }
                if (i >= 0) {
                    best = Math.min(best, (System.nanoTime() - began) * 1e-9);
                }
                task.advance(1, i < 0 ? "matrix products, warming up" : "matrix products");
            }
        }
        return 2.0 * LARGE * LARGE * LARGE * cores / best * 1e-9;
    }

    /** Returns the billions of floating point operations a second, of independent products side by side. */
    static double gflops(Device device, Precision precision, int repeats, Progress.Task task) {
        double[] seconds = new double[repeats];
        Backend backend = Backend.open(device);
        int size = backend.gpu() ? SIZE_ON_GPU : SIZE;
        try (Program program = new Program(backend)) {
            Ops ops = program.ops();
            List<Operand<TFloat32>> sums = new ArrayList<>();
            for (int i = 0; i < PRODUCTS; i++) {
                Operand<TFloat32> x =
                        RandomStandardNormal.create(ops.scope(), ops.constant(new int[] {size, size}), TFloat32.class);
                Operand<TFloat32> product = x;
                for (int j = 0; j < PRODUCTS; j++) {
                    product = precision.matMul(ops, product, x);
                }
                sums.add(Layers.sum(ops, product));
            }
            Operand<TFloat32> total = ops.math.addN(sums);
            for (int i = -1; i < repeats; i++) {
                long began = System.nanoTime();
                try (Feeds feeds = new Feeds(program)) {
                    feeds.fetch(total).run();
                }
                if (i >= 0) {
                    seconds[i] = (System.nanoTime() - began) * 1e-9;
                }
                task.advance(1, i < 0 ? "matrix products, warming up" : "matrix products");
            }
        }
        double operations = 2.0 * size * size * size * PRODUCTS * PRODUCTS;
        return operations / Benchmark.median(seconds) * 1e-9;
    }
}
