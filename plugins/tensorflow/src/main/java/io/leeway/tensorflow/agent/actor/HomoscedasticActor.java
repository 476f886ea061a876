package io.leeway.tensorflow.agent.actor;

import io.leeway.tensorflow.layer.Weights;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An actor whose distributions are Gaussians around {@link #act}, as wide in every observation. */
public interface HomoscedasticActor extends Actor {
    /** Builds the standard deviations that are reported, 1 × action columns, with its weights as they are given. */
    Operand<TFloat32> deviation(Ops ops, Weights weights);
}
