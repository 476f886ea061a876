package io.leeway.spi.diffusion;

/** A solver of the reverse process: turns noise into trajectories by calling a denoiser at falling noise levels. */
public interface Sampler {
    /**
     * Samples.
     *
     * @throws io.leeway.spi.LeewayException if the request asks for what this sampler cannot do, or values stop being
     *     finite
     */
    Sample sample(SamplingRequest request);
}
