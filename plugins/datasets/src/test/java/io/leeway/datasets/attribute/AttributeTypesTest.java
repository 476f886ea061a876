package io.leeway.datasets.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasets.d4rl.D4rlFormat;
import io.leeway.datasets.d4rl.D4rlFormatConfig;
import io.leeway.datasets.d4rl.TimeoutsMeaning;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.datasets.minari.MinariConfig;
import io.leeway.datasets.minari.MinariFormat;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes keep their types and lists between D4RL's layout, Minari's, and back. */
class AttributeTypesTest {
    private static final Map<String, AttributeValue> VALUES = new LinkedHashMap<>(Map.of(
            "whole", new AttributeValue("int64", 5L),
            "narrow", new AttributeValue("int16", -5L),
            "great", new AttributeValue("uint64", BigInteger.TWO.pow(64).subtract(BigInteger.ONE)),
            "single", new AttributeValue("float32", 0.1f),
            "twice", new AttributeValue("float64", 5.0),
            "flag", new AttributeValue("bool", true),
            "digit", AttributeValue.of("5"),
            "names", new AttributeValue("text[]", List.of("links", "größe", "")),
            "table", new AttributeValue("float32[]", List.of(List.of(0.1f, 2f), List.of(3f, -4f))),
            "flags", new AttributeValue("bool[]", List.of(true, false))));

    @TempDir
    private Path folder;

    private final DatasetFormat d4rl = new D4rlFormat(new D4rlFormatConfig(1, TimeoutsMeaning.AUTO, 0));
    private final DatasetFormat minari = new MinariFormat(new MinariConfig(1, true, null));

    private Path file(Map<String, AttributeValue> values) {
        Path file = folder.resolve("first.hdf5");
        try (Hdf5Output output = Hdf5Output.create(file, 0)) {
            output.append("observations", Column.of(new float[] {1, 2, 3}, 1));
            output.append("actions", Column.of(new float[] {0, 0, 0}, 1));
            output.append("rewards", Column.of(new float[] {0, 0, 1}));
            output.append("terminals", Column.of(new boolean[] {false, false, true}));
            values.forEach((name, value) -> output.attribute("", name, value.elementType(), value.value()));
            output.commit();
        }
        return file;
    }

    private static Path copy(DatasetFormat from, Path source, DatasetFormat to, Path target) {
        try (EpisodeReader reader = from.open(source);
                EpisodeWriter writer = to.create(target, reader.description())) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                writer.write(episode);
            }
            writer.commit();
        }
        return target;
    }

    @Test
    void typesSurviveMinariAndComeBack() {
        Path converted = copy(d4rl, file(VALUES), minari, folder.resolve("second-v0"));
        Path back = copy(minari, converted, d4rl, folder.resolve("third.hdf5"));
        try (Hdf5Input file = Hdf5Input.open(back)) {
            VALUES.forEach((name, value) -> {
                assertThat(file.root().attributes().get(name)).as(name).isEqualTo(value.value());
                assertThat(file.root().attributes().types()).containsEntry(name, value.elementType());
            });
        }
    }

    @Test
    void jsonSurvivesD4rlAndComesBack() throws IOException {
        Path converted = copy(d4rl, file(Map.of()), minari, folder.resolve("first-v0"));
        Path metadata = converted.resolve("data/metadata.json");
        String object = "{\"lr\": 0.001, \"layers\": [64, \"relu\"]}".replace(" ", "");
        String text = Files.readString(metadata);
        Files.writeString(
                metadata,
                text.substring(0, text.lastIndexOf('}')) + ", \"options\": " + object
                        + ", \"nothing\": null, \"empty\": [], \"steps\": 7, \"digits\": \"7\"}");
        Path file = copy(minari, converted, d4rl, folder.resolve("second.hdf5"));
        Path back = copy(d4rl, file, minari, folder.resolve("third-v0"));
        assertThat(Files.readString(back.resolve("data/metadata.json")))
                .contains(
                        "\"options\":" + object, "\"nothing\":null", "\"empty\":[]", "\"steps\":7", "\"digits\":\"7\"");
    }

    @Test
    void whatIsNotReadIsNamed() {
        Map<String, AttributeValue> many = new LinkedHashMap<>();
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < 7000; i++) {
            numbers.add(1_000_000_000_000L + i);
        }
        many.put("long", new AttributeValue("int64[]", numbers));
        Path file = file(many);
        try (Hdf5Output output = Hdf5Output.create(folder.resolve("other.hdf5"), 0)) {
            output.append("observations", Column.of(new float[] {1, 2, 3}, 1));
            output.append("actions", Column.of(new float[] {0, 0, 0}, 1));
            output.append("rewards", Column.of(new float[] {0, 0, 1}));
            output.append("terminals", Column.of(new boolean[] {false, false, true}));
            output.append("infos", Column.of(new float[] {0, 0, 1}));
            output.attribute("rewards", "unit", "points");
            output.commit();
        }
        try (EpisodeReader reader = d4rl.open(folder.resolve("other.hdf5"))) {
            assertThat(reader.description().attributes()).containsEntry("left_out", "infos, attribute unit of rewards");
        }
        try (EpisodeReader reader = d4rl.open(file)) {
            DatasetDescription description = reader.description();
            assertThat(TypedAttributes.values(description.attributes())).containsEntry("long", many.get("long"));
        }
        Path back = copy(d4rl, file, d4rl, folder.resolve("back.hdf5"));
        try (EpisodeReader reader = d4rl.open(back)) {
            assertThat(TypedAttributes.values(reader.description().attributes()))
                    .containsEntry("long", many.get("long"));
        }
    }

    @Test
    void nextObservationsOfAnotherTypeAreKept() {
        Path file = folder.resolve("mixed.hdf5");
        try (Hdf5Output output = Hdf5Output.create(file, 0)) {
            output.append("observations", Column.of(new float[] {1, 2, 3}, 1));
            output.append("next_observations", Column.of(new double[] {2, 3, 0.1}, 1));
            output.append("actions", Column.of(new float[] {0, 0, 0}, 1));
            output.append("rewards", Column.of(new float[] {0, 0, 1}));
            output.append("terminals", Column.of(new boolean[] {false, false, true}));
            output.commit();
        }
        try (EpisodeReader reader = d4rl.open(file)) {
            Episode episode = reader.next();
            assertThat(episode).isNotNull();
            assertThat(episode.column("observations")).isEqualTo(Column.of(new double[] {1, 2, 3, 0.1}, 1));
        }
    }
}
