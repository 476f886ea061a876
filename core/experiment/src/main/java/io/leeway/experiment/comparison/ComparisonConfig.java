package io.leeway.experiment.comparison;

import io.leeway.experiment.config.SamplingConfig;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;

/** The configuration of a comparison on the denoisers of a run. */
public record ComparisonConfig(
        @Default("Samplers") @Description("The report's title")
        String name,

        @Default("1024") @Min(1) @Max(1_000_000) @Description("Trajectories sampled for each point")
        int count,

        @Default("0") @Description("The seed of all noise: every point starts from the same")
        long noise,

        @NotEmpty
        @Description(
                "What is compared. Each curve is a list of points, each a sampler and a guidance; the first point of"
                        + " the first curve is the reference")
        Map<String, @NotEmpty List<SamplingConfig>> curves) {}
