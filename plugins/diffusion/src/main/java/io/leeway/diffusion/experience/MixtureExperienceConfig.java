package io.leeway.diffusion.experience;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.agent.ExperienceSource;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** The configuration of {@link MixtureExperience}. */
public record MixtureExperienceConfig(
        @NotEmpty @Description("The sources that are mixed, each with its 'type', its own keys and a weight")
        List<Part> parts) {

    /** Copies the list. */
    public MixtureExperienceConfig {
        parts = List.copyOf(parts);
    }

    /** One source of a mixture. */
    public record Part(
            @Default("1") @Positive @Description("Part of each batch, against the other parts' weights")
            double weight,

            @Inline @Description("The source") Configured<ExperienceSource> source) {}
}
