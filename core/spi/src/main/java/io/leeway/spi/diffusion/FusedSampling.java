package io.leeway.spi.diffusion;

/** The capability of a denoiser to run a whole sampling loop itself, without a return to Java at every step. */
public interface FusedSampling {
    /** Returns whether this sampler's loop, with this request's guidance and constraints, can be run. */
    boolean supports(Sampler sampler, SamplingRequest request);

    /** Samples as {@code sampler} would, from the same distribution. */
    Sample sample(Sampler sampler, SamplingRequest request);
}
