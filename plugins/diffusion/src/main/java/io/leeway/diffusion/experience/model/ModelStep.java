package io.leeway.diffusion.experience.model;

import io.leeway.spi.dynamics.Predictions;

/**
 * One step of several rollouts, while it is made.
 *
 * @param observations count × observation size
 * @param actions count × action size, in [-1, 1]
 * @param predictions what the model's members say
 * @param nextObservations count × observation size
 * @param rewards count
 * @param ends count; what becomes of each rollout
 */
record ModelStep(
        float[] observations,
        float[] actions,
        Predictions predictions,
        float[] nextObservations,
        float[] rewards,
        End[] ends) {

    /** What becomes of a rollout after a step. */
    enum End {
        /** It goes on. */
        NONE,
        /** It terminates: nothing of value comes after. */
        TERMINAL,
        /** It terminates with a low reward: the model does not know what comes of the step. */
        UNKNOWN,
        /** It left the data: the step is dropped, and those before it stay. */
        CUT
    }

    int count() {
        return ends.length;
    }
}
