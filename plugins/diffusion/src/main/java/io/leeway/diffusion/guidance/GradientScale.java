package io.leeway.diffusion.guidance;

/** The length of a gradient. */
public enum GradientScale {
    /** As long as it is. */
    RAW,
    /** Of length 1 over the whole trajectory. */
    UNIT
}
