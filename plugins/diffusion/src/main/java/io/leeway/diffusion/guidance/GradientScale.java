package io.leeway.diffusion.guidance;

/** How long a gradient is. */
public enum GradientScale {
    /** As long as it is. */
    RAW,
    /** Of length 1 over the whole trajectory. */
    UNIT
}
