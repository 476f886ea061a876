package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetOutput;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.Provenance;
import io.leeway.datasettools.SpaceText;
import io.leeway.datasettools.verification.ColumnCheck;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A merger of datasets of the same columns and spaces, one after the other. */
public final class DatasetMerge {
    private DatasetMerge() {}

    /** The description and the columns that a dataset begins with. */
    private record Beginning(DatasetPath dataset, DatasetDescription description, Map<String, Column> columns) {
        static Beginning of(DatasetPath dataset) {
            try (EpisodeReader reader = dataset.open()) {
                Episode first = reader.next();
                if (first == null) {
                    throw new LeewayException(dataset.path() + " has no episode.");
                }
                return new Beginning(dataset, reader.description(), first.columns());
            }
        }
    }

    /**
     * Merges datasets. Attributes that all of them have with the same value are kept.
     *
     * @param inputs at least two
     * @param command what the dataset says it was made by
     * @throws LeewayException if they differ, listing every difference
     */
    public static Written run(
            List<DatasetPath> inputs, DatasetPath output, boolean force, String command, Progress progress) {
        for (int i = 0; i < inputs.size(); i++) {
            Rewriting.check(inputs.get(i), output, force);
            for (DatasetPath earlier : inputs.subList(0, i)) {
                if (earlier.path()
                        .toAbsolutePath()
                        .normalize()
                        .equals(inputs.get(i).path().toAbsolutePath().normalize())) {
                    throw new DatasetChoiceException(earlier.path() + " is named twice. Name each input once.");
                }
            }
        }
        DatasetDescription description = common(inputs);
        Written[] written = {Written.nothing(output)};
        try (DatasetOutput target =
                DatasetOutput.begin(output, force, Provenance.ofAnother(description, command, inputs))) {
            for (DatasetPath input : inputs) {
                try (EpisodeReader reader = input.open()) {
                    EpisodeLoop.run(reader, input, progress, "Merging", (index, episode) -> {
                        target.write(episode);
                        written[0] = written[0].plus(episode);
                    });
                    written[0] = written[0].with(reader.remarks().stream()
                            .map(remark -> input.name() + ": " + remark)
                            .toList());
                }
            }
            DatasetOutput.publish(List.of(target));
        }
        return written[0];
    }

    private static DatasetDescription common(List<DatasetPath> inputs) {
        Beginning first = Beginning.of(inputs.get(0));
        Map<String, String> attributes = new LinkedHashMap<>(first.description().attributes());
        List<String> differences = new ArrayList<>();
        for (DatasetPath input : inputs.subList(1, inputs.size())) {
            Beginning other = Beginning.of(input);
            differences.addAll(differences(first, other));
            Map<String, String> others = other.description().attributes();
            attributes.entrySet().removeIf(entry -> !Objects.equals(entry.getValue(), others.get(entry.getKey())));
        }
        if (!differences.isEmpty()) {
            throw new LeewayException("These datasets cannot be merged, since they differ:\n  "
                    + String.join("\n  ", differences)
                    + "\n'leeway dataset convert --float32' makes types equal, where that is all.");
        }
        return new DatasetDescription(
                first.description().observationSpace(), first.description().actionSpace(), attributes);
    }

    private static List<String> differences(Beginning first, Beginning other) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(first.columns().keySet());
        names.addAll(other.columns().keySet());
        for (String name : names) {
            compare("column " + name, kind(first, name), kind(other, name), first, other, differences);
        }
        DatasetDescription one = first.description();
        DatasetDescription two = other.description();
        if (!SpaceText.same(one.observationSpace(), two.observationSpace())) {
            differences.add(difference(
                    "observation space",
                    SpaceText.of(one.observationSpace()),
                    SpaceText.of(two.observationSpace()),
                    first,
                    other));
        }
        if (!SpaceText.same(one.actionSpace(), two.actionSpace())) {
            differences.add(difference(
                    "action space", SpaceText.of(one.actionSpace()), SpaceText.of(two.actionSpace()), first, other));
        }
        return differences;
    }

    private static String kind(Beginning beginning, String name) {
        Column column = beginning.columns().get(name);
        return column == null ? "missing" : ColumnCheck.kind(column);
    }

    private static void compare(
            String what, String one, String two, Beginning first, Beginning other, List<String> differences) {
        if (!one.equals(two)) {
            differences.add(difference(what, one, two, first, other));
        }
    }

    private static String difference(String what, String one, String two, Beginning first, Beginning other) {
        return what + ": " + one + " in " + first.dataset().path() + ", " + two + " in "
                + other.dataset().path();
    }
}
