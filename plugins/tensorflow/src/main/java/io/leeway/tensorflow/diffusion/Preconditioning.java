package io.leeway.tensorflow.diffusion;

import io.leeway.tensorflow.layer.Layers;
import java.util.function.BinaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The preconditioning of Karras et al. 2022, table 1, for data of unit variance: D(x; σ) = c_skip x + c_out F(c_in x;
 * c_noise).
 *
 * <p>With it the training loss (1 + σ²) / σ² · |D(y + σn; σ) − y|² equals |F − (σy − n) / √(1 + σ²)|², which is how it
 * is computed: the numbers are of order one at every σ.
 */
final class Preconditioning {
    private Preconditioning() {}

    /** Returns c_in, the scale of the network's input. */
    static double input(double sigma) {
        return 1 / Math.sqrt(1 + sigma * sigma);
    }

    /** Returns c_noise, the noise level as a conditioning input of the network. */
    static double noise(double sigma) {
        return Math.log(sigma) / 4;
    }

    /** Returns what F should give for a clean value and the standard normal noise that was added to it. */
    static double target(double clean, double normal, double sigma) {
        return (sigma * clean - normal) / Math.sqrt(1 + sigma * sigma);
    }

    /** Returns the weight of the squared error of D. */
    static double weight(double sigma) {
        return (1 + sigma * sigma) / (sigma * sigma);
    }

    /**
     * Builds D.
     *
     * @param x batch × horizon × columns, noised
     * @param sigma batch
     * @param network F, of an input of that shape and of batch values
     */
    static Operand<TFloat32> denoised(
            Ops ops, Operand<TFloat32> x, Operand<TFloat32> sigma, BinaryOperator<Operand<TFloat32>> network) {
        Operand<TFloat32> total = ops.math.add(ops.math.square(sigma), ops.constant(1f));
        Operand<TFloat32> scale = ops.math.rsqrt(total);
        Operand<TFloat32> noise = ops.math.mul(ops.math.log(sigma), ops.constant(0.25f));
        Operand<TFloat32> output = network.apply(ops.math.mul(x, perTrajectory(ops, scale)), noise);
        return ops.math.add(
                ops.math.div(x, perTrajectory(ops, total)),
                ops.math.mul(output, perTrajectory(ops, ops.math.mul(sigma, scale))));
    }

    private static Operand<TFloat32> perTrajectory(Ops ops, Operand<TFloat32> values) {
        return Layers.reshape(ops, values, -1, 1, 1);
    }
}
