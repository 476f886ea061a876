package io.leeway.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diagnoses of files of a maze, real and not. */
final class DiagnoseCommandTest {
    private static final Registry REGISTRY = Registry.load(null);

    @TempDir
    Path folder;

    @BeforeEach
    void collect() {
        Call collected = Call.of(
                REGISTRY,
                "dataset",
                "collect",
                "maze2d",
                "--behaviour",
                "waypoint",
                "--steps",
                "1500",
                "--out",
                at("real.hdf5"));
        assertThat(collected.code()).as(collected.messages()).isZero();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Writes noise in a maze's columns, the first observation of which is given. */
    private String noise(String name, float first) {
        Invocation invocation = new Invocation(new Output(System.out, System.err), Map.of(), Terminal.NONE, REGISTRY);
        DatasetFormats formats = new DatasetFormats(REGISTRY, invocation.components(Device.CPU, Progress.NONE));
        DatasetFormat format =
                formats.output(folder.resolve(name), "d4rl-hdf5", List.of()).format();
        RandomSource random = RandomSource.of(1);
        float[] observations = new float[4 * 201];
        random.fillGaussian(observations, 0, observations.length);
        observations[0] = first;
        float[] actions = new float[2 * 200];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = random.nextFloat(-1, 1);
        }
        boolean[] last = new boolean[200];
        last[199] = true;
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(Episode.OBSERVATIONS, Column.of(observations, 4));
        columns.put(Episode.ACTIONS, Column.of(actions, 2));
        columns.put(Episode.REWARDS, Column.of(new float[200]));
        columns.put(Episode.TERMINATIONS, Column.of(new boolean[200]));
        columns.put(Episode.TRUNCATIONS, Column.of(last));
        try (EpisodeWriter writer = format.create(folder.resolve(name), new DatasetDescription(null, null, Map.of()))) {
            writer.write(new Episode(columns, null));
            writer.commit();
        }
        return at(name);
    }

    private static JsonNode source(JsonNode tree, String name) {
        for (JsonNode source : tree.path("sources")) {
            if (source.path("name").asText().equals(name)) {
                return source.path("figures");
            }
        }
        throw new AssertionError("There is no " + name + " in " + tree);
    }

    @Test
    void filesAreMeasuredBesideTheFirstAndWhatCannotBeReadIsNamed() throws IOException {
        String noise = noise("noise.hdf5", 1);
        String broken = noise("broken.hdf5", Float.NaN);
        Call call = Call.of(
                REGISTRY,
                "diagnose",
                at("real.hdf5"),
                noise,
                broken,
                "--environment",
                "maze2d-umaze-v1",
                "--json",
                "-q",
                "--out",
                at("out"));
        assertThat(call.code()).as(call.messages()).isZero();
        assertThat(call.results().lines()).hasSize(1);
        JsonNode tree = new ObjectMapper().readTree(call.lastLine());
        assertThat(tree.path("sources")).hasSize(2);
        assertThat(source(tree, "held-out data").path("dynamics_error").asDouble())
                .isLessThan(1e-9);
        assertThat(source(tree, "noise.hdf5").path("dynamics_error").asDouble()).isGreaterThan(0.1);
        assertThat(source(tree, "noise.hdf5").path("coverage").asDouble()).isLessThan(0.5);
        assertThat(tree.path("notes")).hasSize(2);
        assertThat(tree.path("notes").get(0).asText())
                .startsWith("noise.hdf5: Coverage is among 200 transitions, since there are no more, in place of 300");
        assertThat(tree.path("notes").get(1).asText())
                .startsWith("broken.hdf5 was not measured: ")
                .contains("observations has NaN");
        assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
        assertThat(folder.resolve("out/diagnosis.png")).isNotEmptyFile();
    }

    @Test
    void withoutEnvironmentEverythingElseIsMeasured() {
        Call call = Call.of(
                REGISTRY,
                "diagnose",
                noise("noise.hdf5", 1),
                "--reference",
                at("real.hdf5"),
                "-q",
                "--transitions",
                "100");
        assertThat(call.code()).as(call.messages()).isZero();
        assertThat(call.results())
                .contains("held-out data", "noise.hdf5", "Coverage")
                .contains("Note: Truth to the dynamics was not measured: no environment is named")
                .doesNotContain("Dynamics error", "Report:");
    }

    @Test
    void aSourceIsNamedOnce() {
        Call call = Call.of(REGISTRY, "diagnose", at("real.hdf5"), at("real.hdf5"), "-q");
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.messages()).contains(at("real.hdf5") + " is named twice: each source is measured once.");
    }

    @Test
    void failsWhereNothingThatIsAskedForCanBeMeasured() {
        Call call = Call.of(
                REGISTRY, "diagnose", at("real.hdf5"), noise("broken.hdf5", Float.NaN), "-q", "--transitions", "100");
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.results()).contains("held-out data", "Note: broken.hdf5 was not measured: ");
    }

    @Test
    void keysOfTheSourceAreSet() {
        Call call = Call.of(
                REGISTRY,
                "diagnose",
                at("real.hdf5"),
                noise("noise.hdf5", 1),
                "-q",
                "--json",
                "--transitions",
                "100",
                "--format-set",
                "episode-steps=20");
        assertThat(call.code()).as(call.messages()).isZero();
        assertThat(call.lastLine()).contains("\"noise.hdf5\"");
        Call unknown = Call.of(
                REGISTRY, "diagnose", at("real.hdf5"), at("noise.hdf5"), "-q", "--format-set", "episode-step=20");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.messages()).contains("--format-set episode-step=20", "episode-steps");
    }

    @Test
    void realDataAloneIsItsOwnFloor() {
        Call call = Call.of(
                REGISTRY,
                "diagnose",
                at("real.hdf5"),
                "-q",
                "--transitions",
                "100",
                "--environment",
                "maze2d-umaze-v1");
        assertThat(call.code()).as(call.messages()).isZero();
        assertThat(call.results()).contains("held-out data", "Dynamics").doesNotContain("Note:");
    }
}
