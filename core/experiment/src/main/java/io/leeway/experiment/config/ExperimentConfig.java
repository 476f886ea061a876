package io.leeway.experiment.config;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Incidental;
import io.leeway.spi.Inline;
import io.leeway.spi.Tracker;
import io.leeway.spi.agent.ExperienceSource;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An experiment with agents, as its user writes it in YAML: one agent for each entry of {@code experience} and each
 * seed.
 */
public record ExperimentConfig(
        @Description(NAME) @Pattern(regexp = NAME_PATTERN, message = NAME_RULE)
        String name,

        @Inline Denoising denoising,

        @Description("The algorithm, and how long it learns")
        AgentSection agent,

        @Description("How agents are evaluated") @Default("{}")
        EvaluationConfig evaluation,

        @Description("What agents learn from, by a name of your choice") @NotEmpty
        Map<String, Configured<ExperienceSource>> experience,

        @Description("What else receives the metrics") @Default("[]") @Incidental
        List<Configured<Tracker>> trackers)
        implements Experiment {
    static final String NAME = "What the run's folder is called: letters, digits, '.', '_' and '-'";
    /** What a name must match. */
    public static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    /** What a name must be, in words. */
    public static final String NAME_RULE =
            "must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit";

    private static final java.util.regex.Pattern ENTRY = java.util.regex.Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Checks the names of the entries. */
    public ExperimentConfig {
        for (String entry : experience.keySet()) {
            if (!ENTRY.matcher(entry).matches()) {
                throw new IllegalArgumentException("experience entries are named with letters, digits, '.', '_' and"
                        + " '-', but one was '" + entry + "'");
            }
        }
    }

    /** Returns an entry of {@code experience}, which must be there. */
    public Configured<ExperienceSource> experience(String entry) {
        return Objects.requireNonNull(experience.get(entry), entry);
    }
}
