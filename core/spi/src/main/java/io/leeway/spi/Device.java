package io.leeway.spi;

/** The device that tensors are computed on. */
public enum Device {
    /** The GPU where a usable one is seen, else the CPU. */
    AUTO,
    /** The CPU, even where a GPU is seen. */
    CPU,
    /** The GPU; without a usable one, creation fails. */
    GPU
}
