package io.leeway.tensorflow.diffusion.network;

/** The condition that a denoiser has of a window, beside its noise level. */
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

    /**
     * Returns the number of conditioning inputs of the network: the noise level, the condition, and whether there is
     * one.
     */
    public int inputs() {
        return this == NONE ? 1 : size + 2;
    }
}
