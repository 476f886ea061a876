package io.leeway.experiment.sweep;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.wiring.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An axis of a sweep, in one of three forms: the values of one path; {@code zip}, several paths that change together;
 * {@code list}, variants with names of their own, each of which sets any paths.
 *
 * @param path of the experiment
 * @param values of the path
 * @param zip values by path, as many for each
 * @param list settings by the variant's name
 * @param when labels by an earlier axis: elsewhere this axis changes nothing
 */
public record AxisConfig(
        @Nullable @Description("The path that changes, such as experience.guided.guidance.coefficient")
        String path,

        @Nullable @Description("The values of 'path'") List<Setting.Value> values,

        @Description("Paths that change together: for each, as many values as for the others") @Default("{}")
        Map<String, List<Setting.Value>> zip,

        @Description("Named variants, each a mapping of paths to values") @Default("{}")
        Map<String, Map<String, Setting.Value>> list,

        @Description("Where the axis applies: for earlier axes, one label or a list of them; elsewhere it changes"
                + " nothing")
        @Default("{}")
        Map<String, Setting.Value> when) {
    /** Checks that it has one form, whole. */
    public AxisConfig {
        if ((path == null) != (values == null)) {
            throw new IllegalArgumentException("has 'path' without 'values', or 'values' without 'path': give both");
        }
        long forms = Stream.of(path != null, !zip.isEmpty(), !list.isEmpty())
                .filter(given -> given)
                .count();
        if (forms != 1) {
            throw new IllegalArgumentException("must have one of 'path' with 'values', 'zip' and 'list', but has "
                    + (forms == 0 ? "none" : "several"));
        }
        if (zip.values().stream().map(List::size).distinct().count() > 1) {
            throw new IllegalArgumentException("has paths with different numbers of values in 'zip': "
                    + zip.entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + " has " + entry.getValue().size())
                            .toList());
        }
        if ((path != null && Objects.requireNonNull(values).isEmpty())
                || zip.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("has no values, so that there would be no job");
        }
    }
}
