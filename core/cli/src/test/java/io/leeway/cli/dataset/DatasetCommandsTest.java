package io.leeway.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.cli.Call;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Output;
import io.leeway.cli.terminal.Terminal;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls commands on files of D4RL's layout. */
final class DatasetCommandsTest {
    private static final Registry REGISTRY = Registry.load(null);
    private static final int EPISODES = 10;
    private static final int STEPS = 5;

    @TempDir
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Writes a seeded dataset; every reward of an episode is its number and a tenth. */
    private String dataset(String name, float firstAction) {
        Invocation invocation = new Invocation(new Output(System.out, System.err), Map.of(), Terminal.NONE, REGISTRY);
        DatasetFormats formats = new DatasetFormats(REGISTRY, invocation.components(Device.CPU, Progress.NONE));
        DatasetFormat format =
                formats.output(folder.resolve(name), "d4rl-hdf5", List.of()).format();
        DatasetDescription description = new DatasetDescription(null, null, Map.of("env_id", "Hopper-v5"));
        RandomSource random = RandomSource.of(1);
        try (EpisodeWriter writer = format.create(folder.resolve(name), description)) {
            for (int i = 0; i < EPISODES; i++) {
                writer.write(episode(random, i, i == 0 ? firstAction : 0.5f));
            }
            writer.commit();
        }
        return at(name);
    }

    private static Episode episode(RandomSource random, int number, float firstAction) {
        float[] observations = new float[4 * (STEPS + 1)];
        random.fillGaussian(observations, 0, observations.length);
        float[] actions = new float[2 * STEPS];
        float[] rewards = new float[STEPS];
        for (int i = 0; i < STEPS; i++) {
            actions[2 * i] = random.nextFloat(-1, 1);
            actions[2 * i + 1] = random.nextFloat(-1, 1);
            rewards[i] = number + 0.1f;
        }
        actions[0] = firstAction;
        boolean[] last = new boolean[STEPS];
        last[STEPS - 1] = true;
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(Episode.OBSERVATIONS, Column.of(observations, 4));
        columns.put(Episode.ACTIONS, Column.of(actions, 2));
        columns.put(Episode.REWARDS, Column.of(rewards));
        columns.put(Episode.TERMINATIONS, Column.of(new boolean[STEPS]));
        columns.put(Episode.TRUNCATIONS, Column.of(last));
        return new Episode(columns, null);
    }

    private static Call call(String... arguments) {
        String[] all = Stream.concat(Stream.of("dataset"), Stream.of(arguments)).toArray(String[]::new);
        return Call.of(REGISTRY, all);
    }

    private static JsonNode tree(Call call) throws IOException {
        assertThat(call.results().lines()).hasSize(1);
        return new ObjectMapper().readTree(call.lastLine());
    }

    @Test
    void infoSaysWhatThereIs() throws IOException {
        String path = dataset("walk.hdf5", 0.5f);
        Call shown = call("info", path);
        assertThat(shown.code()).isZero();
        assertThat(shown.messages()).contains("Reading " + path);
        assertThat(shown.results())
                .contains("Ended by           0 terminated, 10 truncated, 0 neither")
                .contains("none: 10 of 10 episodes are truncated before the time limit of 1,000 steps")
                .contains("observations[3]");
        JsonNode info = tree(call("info", path, "--json", "-q", "--picture", at("walk.png")));
        assertThat(info.path("steps").asInt()).isEqualTo(EPISODES * STEPS);
        assertThat(info.path("returns").path("median").asDouble()).isCloseTo(STEPS * 4.6, within(1e-5));
        assertThat(info.path("behaviour_score").isNull()).isTrue();
        assertThat(info.path("behaviour_score_problem").asText()).startsWith("10 of 10 episodes are truncated");
        assertThat(folder.resolve("walk.png")).isNotEmptyFile();
    }

    @Test
    void verifyExitsByWhatItFinds() throws IOException {
        assertThat(call("verify", dataset("sound.hdf5", 0.5f)).code()).isZero();
        Call broken = call("verify", dataset("broken.hdf5", 1.5f), "-q");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.messages()).isEmpty();
        assertThat(broken.results())
                .contains("(action-beyond-one)")
                .contains("    episode 0, actions, row 0, column 0: 1.5");
        JsonNode tree = tree(call("verify", at("broken.hdf5"), "--json"));
        assertThat(tree.path("sound").asBoolean()).isFalse();
        assertThat(tree.path("findings").path(0).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void convertWritesASiblingOfEqualContent() throws IOException {
        String path = dataset("walk.hdf5", 0.5f);
        Call converted = call("convert", path, at("copy.hdf5"), "--json", "-q");
        assertThat(converted.messages()).isEmpty();
        assertThat(tree(converted).path("lost").isEmpty()).isTrue();
        JsonNode info = tree(call("info", at("copy.hdf5"), "--json"));
        assertThat(info.path("attributes").path("leeway_command").asText())
                .isEqualTo("dataset convert walk.hdf5 --to d4rl-hdf5");
        assertThat(info.path("attributes").path("leeway_source").asText())
                .isEqualTo("walk.hdf5 sha256 "
                        + tree(call("info", path, "--json")).path("sha256").asText());
        assertThat(call("convert", path, at("copy.hdf5")).code()).isEqualTo(2);
        assertThat(call("convert", path, at("copy.hdf5"), "--force").code()).isZero();
    }

    @Test
    void splitAndMergeKeepEveryEpisode() throws IOException {
        String path = dataset("walk.hdf5", 0.5f);
        Call split = call("split", path, at("a.hdf5"), at("b.hdf5"), "--fraction", "0.2", "--by-return", "--json");
        JsonNode first = tree(split).path("outputs").path(0);
        assertThat(first.path("episodes").asInt()).isEqualTo(2);
        assertThat(first.path("mean_return").asDouble()).isCloseTo(STEPS * 8.6, within(1e-5));
        Call merged = call("merge", at("a.hdf5"), at("b.hdf5"), at("all.hdf5"), "--json");
        assertThat(tree(merged).path("episodes").asInt()).isEqualTo(EPISODES);
        assertThat(call("merge", at("a.hdf5"), at("c.hdf5")).code()).isEqualTo(2);
        assertThat(call("split", path, at("c.hdf5"), at("d.hdf5"), "--fraction", "0.2", "--in-order", "--seed", "1")
                        .code())
                .isEqualTo(2);
        assertThat(call("split", path, at("c.hdf5"), at("d.hdf5"), "--fraction", "1.5")
                        .messages())
                .contains("--fraction is 1.5, but must be between 0 and 1.");
    }

    @Test
    void relabelTakesOneWay() throws IOException {
        String path = dataset("walk.hdf5", 0.5f);
        assertThat(call("relabel", path, at("r.hdf5"), "--returns-range", "90").code())
                .isZero();
        JsonNode returns = tree(call("info", at("r.hdf5"), "--json")).path("returns");
        assertThat(returns.path("max").asDouble() - returns.path("min").asDouble())
                .isCloseTo(90, within(1e-4));
        Call maze = call("relabel", path, at("m.hdf5"), "--environment", "maze2d-umaze-dense-v1", "--json");
        assertThat(maze.code()).as(maze.messages()).isZero();
        assertThat(tree(maze).path("greatest_difference").asDouble()).isPositive();
        assertThat(tree(call("info", at("m.hdf5"), "--json"))
                        .path("attributes")
                        .path("env_id")
                        .asText())
                .isEqualTo("maze2d-umaze-dense-v1");
        assertThat(call("relabel", path, at("x.hdf5")).messages()).contains("Which rewards?");
        assertThat(call("relabel", path, at("x.hdf5"), "--scale", "2", "--returns-range", "1")
                        .code())
                .isEqualTo(2);
        assertThat(folder.resolve("x.hdf5")).doesNotExist();
    }

    @Test
    void errorsSayWhatToDo() throws IOException {
        dataset("walk.hdf5", 0.5f);
        Call missing = call("info", at("wolk.hdf5"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.messages()).contains("Did you mean 'walk.hdf5'?");
        Files.writeString(folder.resolve("notes.txt"), "hello");
        assertThat(call("verify", at("notes.txt")).messages()).contains("The file was tried as: ", "d4rl-hdf5 (");
        assertThat(call("convert", at("walk.hdf5"), at("walk.hdf5"), "--force").messages())
                .contains("is the input");
        assertThat(call().messages())
                .contains("Which command? There are: collect, info, verify, convert, split, merge,");
        assertThat(call("split", "--help").results())
                .contains("as 10 %-BC does with 0.1")
                .contains("Examples:");
    }
}
