package io.leeway.datasets.minari;

import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dataset of four episodes, whose files can be made wrong in any way. */
final class RawDataset {
    static final int STEPS = 5;
    private static final String OBSERVATIONS = box("[2]", "[-Infinity, -Infinity]", "[Infinity, Infinity]");
    private static final String ACTIONS = box("[1]", "[-2]", "[2]");

    final List<Map<String, Column>> episodes = new ArrayList<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    private final Path folder;

    RawDataset(Path folder) {
        this.folder = folder;
        for (int i = 0; i < 4; i++) {
            Map<String, Column> columns = new LinkedHashMap<>();
            columns.put(Episode.OBSERVATIONS, Column.of(numbers(2 * STEPS + 2, i), 2));
            columns.put(Episode.ACTIONS, Column.of(numbers(STEPS, i % 2), 1));
            columns.put(Episode.REWARDS, Column.of(new double[] {i, 1, 2, 3, 4}));
            columns.put(Episode.TERMINATIONS, flags(4));
            columns.put(Episode.TRUNCATIONS, Column.of(new boolean[STEPS]));
            episodes.add(columns);
        }
        metadata.put("total_episodes", "4");
        metadata.put("total_steps", "20");
        metadata.put("data_format", "\"hdf5\"");
        metadata.put("observation_space", text(OBSERVATIONS));
        metadata.put("action_space", text(ACTIONS));
        metadata.put("dataset_id", "\"raw/data-v0\"");
    }

    static float[] numbers(int count, float first) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = first + i / 8f;
        }
        return numbers;
    }

    static Column flags(int... set) {
        boolean[] flags = new boolean[STEPS];
        for (int row : set) {
            flags[row] = true;
        }
        return Column.of(flags);
    }

    static String box(String shape, String low, String high) {
        return "{\"type\": \"Box\", \"dtype\": \"float32\", \"shape\": " + shape + ", \"low\": " + low + ", \"high\": "
                + high + "}";
    }

    /** Returns JSON as JSON's text, as Minari keeps spaces. */
    static String text(String json) {
        return "\"" + json.replace("\"", "\\\"") + "\"";
    }

    Path arrays() {
        return folder.resolve("data").resolve("main_data.hdf5");
    }

    Path metadataFile() {
        return folder.resolve("data").resolve("metadata.json");
    }

    /** Writes both files and returns the folder. */
    Path write() throws IOException {
        Files.createDirectories(arrays().getParent());
        Files.deleteIfExists(arrays());
        List<String> entries = new ArrayList<>();
        metadata.forEach((key, value) -> entries.add("\"" + key + "\": " + value));
        Files.writeString(metadataFile(), "{" + String.join(", ", entries) + "}");
        try (Hdf5Output output = Hdf5Output.create(arrays(), 1)) {
            for (int i = 0; i < episodes.size(); i++) {
                String group = "episode_" + i + "/";
                episodes.get(i).forEach((name, column) -> output.append(group + name, column));
            }
            output.commit();
        }
        return folder;
    }
}
