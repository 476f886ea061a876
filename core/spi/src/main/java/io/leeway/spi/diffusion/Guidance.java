package io.leeway.spi.diffusion;

import io.leeway.spi.Internal;
import java.util.Map;
import java.util.Optional;

/** A guidance scheme: nudges each sampling step, usually along the gradient of the target policy's log-likelihood. */
public interface Guidance {
    /** The part of a step that a scheme moves. */
    enum Target {
        /** Nothing: the sampler need not call. */
        NOTHING,
        /** The noised trajectory, before the step; an estimate made earlier is then stale and is computed again. */
        NOISED,
        /** The denoised estimate, at every evaluation; needs no evaluation of its own. */
        ESTIMATE
    }

    /** Declares what {@link #guide} moves. */
    Target target();

    /**
     * Moves the declared target of a step in place, and nothing else of it.
     *
     * @throws io.leeway.spi.LeewayException if the step lacks what the scheme needs, such as a policy
     */
    void guide(GuidanceStep step);

    /**
     * Returns the scheme to use for one request, asked once before it is sampled: this one, or one that was adjusted by
     * sampling a little first.
     *
     * @param sampler what will sample
     * @param request the whole request, with this scheme; a smaller one with another scheme can be made of it
     */
    default Guidance prepare(Sampler sampler, SamplingRequest request) {
        return this;
    }

    /**
     * Returns what {@link #guide} does in numbers, where it is a move along the policy's gradient: a denoiser may then
     * do it itself in place of calling {@link #guide}.
     *
     * @param steps how many steps the sampler takes
     */
    @Internal
    default Optional<PolicyMove> policyMove(int steps) {
        return Optional.empty();
    }

    /**
     * Returns what a prepared scheme found out, by snake_case name, such as the {@code coefficient} that it chose: a
     * sampler hands it on with the {@link Sample}.
     */
    default Map<String, Double> figures() {
        return Map.of();
    }
}
