package io.leeway.experiment;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Device;
import io.leeway.spi.Tracker;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.environment.Environments;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An experiment, as its user writes it in YAML: one agent for each entry of {@code experience} and each seed. */
public record ExperimentConfig(
        @Description("What the run's folder is called: letters, digits, '.', '_' and '-'")
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                message = "must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit")
        String name,

        @Description("The seeds; each trains a dataset, a denoiser and agents of its own") @Default("[0]") @NotEmpty
        List<Long> seeds,

        @Description("Where tensors are computed") @Default("auto")
        Device device,

        @Nullable @Description("What agents are evaluated in; without one they are trained and not evaluated")
        Configured<Environments> environment,

        @Description("The data to learn from") Configured<DatasetSource> dataset,

        @Description("How the dataset is cut into windows for the denoiser") @Default("{}")
        WindowsConfig windows,

        @Description("The network that learns trajectories; trained once a seed, if any experience needs it")
        @Default("{type: edm-unet}")
        Configured<Denoiser> denoiser,

        @Description("What turns noise into trajectories") @Default("{type: sde-dpm-solver-pp}")
        Configured<Sampler> sampler,

        @Description("The algorithm, and how long it learns")
        AgentSection agent,

        @Description("How agents are evaluated") @Default("{}")
        EvaluationConfig evaluation,

        @Description("What agents learn from, by a name of your choice") @NotEmpty
        Map<String, Configured<ExperienceSource>> experience,

        @Description("What else receives the metrics") @Default("[]")
        List<Configured<Tracker>> trackers) {

    private static final java.util.regex.Pattern ENTRY = java.util.regex.Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Checks what concerns several keys. */
    public ExperimentConfig {
        if (new HashSet<>(seeds).size() != seeds.size()) {
            throw new IllegalArgumentException("seeds must differ from each other, but were " + seeds);
        }
        for (String entry : experience.keySet()) {
            if (!ENTRY.matcher(entry).matches()) {
                throw new IllegalArgumentException("experience entries are named with letters, digits, '.', '_' and"
                        + " '-', but one was '" + entry + "'");
            }
        }
    }

    /** Returns an entry of {@code experience}, which must be there. */
    Configured<ExperienceSource> experience(String entry) {
        return Objects.requireNonNull(experience.get(entry), entry);
    }
}
