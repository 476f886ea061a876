package io.leeway.tensorflow.bench;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.agent.ExperienceSource;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link AgentBenchmark}. */
public record AgentBenchmarkConfig(
        @Default("256") @Min(1) @Max(1_000_000) @Description("Transitions of one update.")
        int batch,

        @Default("[256, 256]") @Description("Sizes of the hidden layers of every network.")
        List<@Min(1) Integer> hidden,

        @Default("17") @Min(1) @Description("Columns of an observation.")
        int observation,

        @Default("6") @Min(1) @Description("Columns of an action.")
        int action,

        @Default("[td3-bc, iql]") @NotEmpty @Description("Which algorithms, in their default configuration.")
        List<MeasuredAgent> agents,

        @Default("100000") @Min(1) @Description("Transitions of the data that batches are drawn from.")
        int transitions,

        @Default("{type: real}") @Description("What draws batches, which is part of what is measured.")
        Configured<ExperienceSource> experience,

        @Default("100") @Min(1) @Max(1_000_000) @Description("Updates of one measurement.")
        int updates,

        @Default("7") @Min(1) @Max(1000) @Description("How often each measurement is made; figures are medians.")
        int repeats,

        @Description("A Python that has d3rlpy, which then makes as many updates of the same networks in turn.")
        @Nullable
        String d3rlpy) {
    /** Copies the lists. */
    public AgentBenchmarkConfig {
        hidden = List.copyOf(hidden);
        agents = List.copyOf(agents);
    }
}
