package io.leeway.experiment.sweep;

import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.wiring.config.Setting;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sweep, as its user writes it in YAML: an experiment, and axes along which its values change. Each combination of
 * the axes is one job, which has all seeds.
 *
 * @param name the sweep's name
 * @param experiment a mapping, or the path of a file
 * @param seeds of every job
 * @param axes by name, in the order in which the first changes slowest
 * @param exclude combinations that are left out
 * @param baseline what the others are compared with, labels by axis or by {@value SweepResults#EXPERIENCE}
 */
public record SweepConfig(
        @Description("What the sweep's folder is called: letters, digits, '.', '_' and '-'")
        @Pattern(regexp = ExperimentConfig.NAME_PATTERN, message = ExperimentConfig.NAME_RULE)
        String name,

        @Description("The experiment whose values change: the path of its file, relative to this one, or its keys")
        Setting.Value experiment,

        @Nullable @NotEmpty @Description("The seeds of every job; the experiment's own where none are given")
        List<Long> seeds,

        @Description("What changes, by a name of your choice; every combination is one job, the last axis changing"
                + " fastest")
        @NotEmpty
        Map<String, AxisConfig> axes,

        @Description("Combinations to leave out: for some axes, one label or a list of them; all must hold")
        @Default("[]")
        List<Map<String, Setting.Value>> exclude,

        @Description("What the rest is compared with, all else being equal: for some axes, or for '"
                + SweepResults.EXPERIENCE
                + "' and its entries, one label or a list of them; by default each with each, or with the first")
        @Default("{}")
        Map<String, Setting.Value> baseline) {}
