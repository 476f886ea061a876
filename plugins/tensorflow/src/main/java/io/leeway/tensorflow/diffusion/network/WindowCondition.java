package io.leeway.tensorflow.diffusion.network;

/** What a denoiser is told of a window beside its noise level. */
public enum WindowCondition {
    /** Nothing. */
    NONE(0),
    /** The sum of the window's rewards, standardised over the training windows. */
    RETURN(1);

    private final int size;

    WindowCondition(int size) {
        this.size = size;
    }

    /** Returns how many values a window's condition has. */
    public int size() {
        return size;
    }

    /** Returns how many values the network is told: the noise level, the condition, and whether there is one. */
    public int told() {
        return this == NONE ? 1 : size + 2;
    }
}
