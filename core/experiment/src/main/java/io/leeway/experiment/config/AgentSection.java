package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.agent.Agent;
import jakarta.validation.constraints.Positive;

/** The algorithm, by its component and its keys, and how long it learns. */
public record AgentSection(
        @Inline Configured<Agent> component,

        @Default("50000") @Description("How many updates each agent makes") @Positive
        int updates) {}
