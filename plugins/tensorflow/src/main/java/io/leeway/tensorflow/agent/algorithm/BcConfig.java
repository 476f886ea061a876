package io.leeway.tensorflow.agent.algorithm;

import io.leeway.spi.Inline;
import io.leeway.tensorflow.agent.update.AgentConfig;

/**
 * The configuration of {@link Bc}.
 *
 * @param agent the keys that every agent has
 */
public record BcConfig(@Inline AgentConfig agent) {}
