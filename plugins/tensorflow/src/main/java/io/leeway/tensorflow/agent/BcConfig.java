package io.leeway.tensorflow.agent;

import io.leeway.spi.Inline;

/**
 * The configuration of {@link Bc}.
 *
 * @param agent what every agent can be told
 */
public record BcConfig(@Inline AgentConfig agent) {}
