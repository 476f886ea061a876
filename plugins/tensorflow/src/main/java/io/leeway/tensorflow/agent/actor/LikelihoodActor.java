package io.leeway.tensorflow.agent.actor;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** An actor that learns by how likely given actions are to it. */
public interface LikelihoodActor extends Actor {
    /** Builds the log-likelihoods of actions, one column. */
    Operand<TFloat32> logLikelihood(Operand<TFloat32> observation, Operand<TFloat32> action);
}
