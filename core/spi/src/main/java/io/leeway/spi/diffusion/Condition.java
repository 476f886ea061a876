package io.leeway.spi.diffusion;

/**
 * A conditioning input of trajectories, such as a return, for classifier-free guidance.
 *
 * @param size values a trajectory
 * @param values count × size
 */
public record Condition(int size, float[] values) {}
