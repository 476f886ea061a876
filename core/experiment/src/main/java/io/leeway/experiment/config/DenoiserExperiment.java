package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.agent.ExperienceSource;
import jakarta.validation.constraints.Pattern;
import java.util.Map;

/** An experiment of a denoiser alone, without agents. */
public record DenoiserExperiment(
        @Description(ExperimentConfig.NAME)
        @Default("denoiser")
        @Pattern(regexp = ExperimentConfig.NAME_PATTERN, message = ExperimentConfig.NAME_RULE)
        String name,

        @Inline Denoising denoising)
        implements Experiment {
    @Override
    public Map<String, Configured<ExperienceSource>> experience() {
        return Map.of();
    }
}
