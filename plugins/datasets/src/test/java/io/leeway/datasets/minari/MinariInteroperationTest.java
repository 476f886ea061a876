package io.leeway.datasets.minari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.datasets.FileMutations;
import io.leeway.datasets.minari.space.ColumnSpaces;
import io.leeway.datasets.minari.space.SpaceWriter;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.testkit.data.RandomEpisodes;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Minari writes is read here, and what is written here Minari reads, bit for bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class MinariInteroperationTest {
    private static final int MUTANTS = Integer.getInteger("leeway.mutants", 5_000) / 20;
    private static final MinariConfig CONFIG = new MinariConfig(4, true, null);

    private Path root = Path.of("");
    private MinariPython python = new MinariPython(root);

    @BeforeAll
    void require(@TempDir Path folder) {
        MinariPython.require();
        root = folder;
        python = new MinariPython(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "cartpole, CartPole-v1, hdf5, 'observations'",
        "pendulum, Pendulum-v1, hdf5, 'observations'",
        "pointmaze, PointMaze_UMaze-v3, hdf5, 'observations/achieved_goal'",
        "odd, odd, hdf5, 'observations/pair/_index_1/deep'",
        "cartpole-arrow, CartPole-v1, arrow, 'observations'",
        "pointmaze-arrow, PointMaze_UMaze-v3, arrow, 'observations/achieved_goal'",
        "odd-arrow, odd, arrow, 'observations/pair/_index_1/deep'",
    })
    void inBothDirections(String name, String kind, String storage, String column) throws Exception {
        String made = "made/" + name + "-v0";
        System.err.println(python.script("make", made, kind, storage).strip());
        NumpyArchive copy = NumpyArchive.read(root.resolve("made_" + name + "-v0.npz"));
        List<Episode> episodes;
        DatasetDescription description;
        try (EpisodeReader reader = new MinariFormat(CONFIG).open(root.resolve(made))) {
            description = reader.description();
            episodes = all(reader);
            assertThat(reader.steps())
                    .isEqualTo(episodes.stream().mapToLong(Episode::steps).sum());
        }
        assertThat(episodes).hasSize(12).allSatisfy(episode -> assertThat(episode.columns())
                .containsKey(column));
        for (int i = 0; i < episodes.size(); i++) {
            assertThat(episodes.get(i).columns()).as("episode %d", i).isEqualTo(EpisodeCopies.columns(copy, i));
            assertThat(episodes.get(i).seed()).isEqualTo(EpisodeCopies.seed(copy, i));
        }
        assertThat(description.attributes())
                .containsEntry("dataset_id", made)
                .containsEntry("author", "[\"a test\"]")
                .containsEntry("algorithm_name", "random");

        String written = "written/" + name + "-v3";
        write(written, description, episodes);
        String told = check(written, episodes);
        if (!name.equals("odd-arrow")) { // of which Minari itself reads infos in parts otherwise than it was given them
            assertThat(spaces(told)).isEqualTo(spaces(check(made, episodes)));
        }
    }

    @Test
    void damagedArrowFilesAreReadOrRefused() throws Exception {
        python.script("make", "made/damaged-v0", "odd", "arrow");
        Path dataset = root.resolve("made/damaged-v0");
        Path file = dataset.resolve("data/1/part-0.arrow");
        byte[] original = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Files.write(file, FileMutations.mutate(original, RandomSource.of(i)));
            try (EpisodeReader reader = new MinariFormat(CONFIG).open(dataset)) {
                assertThat(all(reader)).hasSize(12);
            } catch (LeewayException refusal) {
                assertThat(refusal).as("mutant %d", i).hasMessageContaining("damaged-v0");
                refused++;
            }
        }
        assertThat(refused).as("refused of %d", MUTANTS).isGreaterThan(MUTANTS / 10);
        Files.delete(file);
        assertThatThrownBy(() -> new MinariFormat(CONFIG).open(dataset))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("data/1 has 0 files that end in .arrow");
    }

    @Test
    void everyTypeOfColumnWhetherItsSpaceIsSaidOrNot() throws Exception {
        RandomEpisodes random = new RandomEpisodes(5, EnumSet.allOf(RandomEpisodes.Kind.class));
        List<Episode> episodes = random.take(11);
        write("random/unsaid-v0", new DatasetDescription(null, null, Map.of()), episodes);
        check("random/unsaid-v0", episodes);
        write("random/said-v0", random.description(), episodes);
        check("random/said-v0", episodes);
    }

    @Test
    void everyKindOfSpace() throws Exception {
        double infinity = Double.POSITIVE_INFINITY;
        Map<String, Space> parts = new LinkedHashMap<>();
        double[] low = {-infinity, -1, 0, 0.1f};
        parts.put("a", new Space.Box(List.of(2, 2), low, new double[] {1, .1f, 0, infinity}, ElementType.FLOAT32));
        parts.put(
                "b", new Space.MultiDiscrete(List.of(2, 2), new long[] {2, 3, 4, 5}, new long[] {0, -1, 1, 1L << 40}));
        parts.put("c", new Space.MultiBinary(List.of(2, 1)));
        parts.put("d", new Space.Tuple(List.of(new Space.Discrete(3, -1), Space.Box.of(1, 0, 1, ElementType.BOOL))));
        parts.put("e", ColumnSpaces.box(ElementType.INT64, List.of()));
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("observations/a", Column.of(new float[] {-3, 0, 0, 1, 0, .1f, 0, .1f}, 2, 2));
        columns.put("observations/b", Column.of(new long[] {0, -1, 1, 1L << 40, 1, 1, 4, 4 + (1L << 40)}, 2, 2));
        ByteBuffer bits = ByteBuffer.wrap(new byte[] {0, 1, 1, 1});
        columns.put("observations/c", Column.of(ElementType.INT8, List.of(2, 1), bits));
        columns.put("observations/d/_index_0", Column.of(new long[] {-1, 1}));
        columns.put("observations/d/_index_1", Column.of(ElementType.BOOL, List.of(1), bits.limit(2)));
        columns.put("observations/e", Column.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}));
        columns.put("actions", Column.of(new long[] {4}));
        columns.put("rewards", Column.of(new double[] {0.1}));
        columns.put("terminations", Column.of(new boolean[] {false}));
        columns.put("truncations", Column.of(new boolean[] {false}));
        DatasetDescription description =
                new DatasetDescription(new Space.Dict(parts), new Space.Discrete(5, 0), Map.of());
        List<Episode> episodes = List.of(new Episode(columns, null));
        write("by/hand-v0", description, episodes);
        assertThat(check("by/hand-v0", episodes))
                .contains("'a': Box([[-inf -1. ]\n [ 0.   0.1]], [[1.  0.1]\n [0.  inf]], (2, 2), float32)")
                .contains("'b': MultiDiscrete([[2 3]\n [4 5]], start=[[")
                .contains("'c': MultiBinary((2, 1))")
                .contains("'d': Tuple(Discrete(3, start=-1), Box(False, True, (1,), bool))")
                .contains("'e': Box(-9223372036854775808, 9223372036854775807, (), int64)")
                .endsWith("Discrete(5)\n");
        try (EpisodeReader reader = new MinariFormat(CONFIG).open(root.resolve("by/hand-v0"))) {
            assertThat(new SpaceWriter(columns)
                            .write(
                                    "observations",
                                    Objects.requireNonNull(reader.description().observationSpace())))
                    .isEqualTo(new SpaceWriter(columns).write("observations", new Space.Dict(parts)));
            assertThat(all(reader)).isEqualTo(episodes);
        }
    }

    @Test
    void commandsListAndShowWhatIsWritten() throws Exception {
        List<Episode> episodes = new RandomEpisodes(1, EnumSet.of(RandomEpisodes.Kind.SEEDS)).take(7);
        Map<String, String> attributes = Map.of("author", "Somebody Known", "ref_min_score", "1.5");
        write("shown/by/command-v2", new DatasetDescription(null, null, attributes), episodes);
        long steps = episodes.stream().mapToLong(Episode::steps).sum();
        assertThat(python.command("list", "local"))
                .containsPattern("shown/by/command-v2 +│ +7 │ +" + steps + " .*Somebody Known");
        assertThat(python.command("show", "shown/by/command-v2"))
                .containsPattern("Total Episodes +.* 7 ")
                .containsPattern("Total Steps +.* " + steps + " ")
                .contains("0.5.3 (supported)");
    }

    @Test
    void environmentsAreRecoveredAndDatasetsCombined() throws Exception {
        python.script("make", "made/again-v0", "CartPole-v1");
        try (EpisodeReader reader = new MinariFormat(CONFIG).open(root.resolve("made/again-v0"))) {
            assertThat(reader.description().attributes()).containsEntry("env_id", "CartPole-v1");
            List<Episode> episodes = all(reader);
            write("made/copied-v0", reader.description(), episodes.subList(0, 5));
            long steps = reader.steps()
                    + episodes.subList(0, 5).stream().mapToLong(Episode::steps).sum();
            assertThat(python.script("recover", "made/copied-v0")).contains("CartPole-v1");
            assertThat(python.script("combine", "made/again-v0", "made/copied-v0", "combined-v0"))
                    .contains("17 " + steps);
        }
        try (EpisodeReader reader = new MinariFormat(CONFIG).open(root.resolve("combined-v0"))) {
            assertThat(all(reader)).hasSize(17);
            assertThat(reader.description().attributes())
                    .containsEntry("combined_datasets", "[\"made/again-v0\",\"made/copied-v0\"]");
        }
    }

    @ParameterizedTest
    @CsvSource({"even, hdf5, episode_0", "varied, hdf5, episode_0", "varied, arrow, 0"})
    void imagesAreRefused(String kind, String storage, String episode) throws Exception {
        String id = "made/" + kind + "-" + storage + "-v0";
        python.script("make", id, kind + " pictures", storage);
        assertThatThrownBy(() -> new MinariFormat(CONFIG).open(root.resolve(id)))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("/" + episode + "/observations holds images as JPEG");
    }

    @ParameterizedTest
    @CsvSource({"hard, nested deeper than 100 groups", "soft, is a link"})
    void groupsInThemselvesAreRefused(String kind, String problem) throws Exception {
        python.script("make", "made/" + kind + "-v0", "odd");
        python.script("loop", "made/" + kind + "-v0", kind);
        assertThatThrownBy(() -> new MinariFormat(CONFIG).open(root.resolve("made/" + kind + "-v0")))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("main_data.hdf5: /episode_0/infos/inner/around")
                .hasMessageContaining(problem);
    }

    @Test
    void textsAreLeftOutAndNamed() throws Exception {
        python.script("make", "made/texts-v0", "odd");
        try (EpisodeReader reader = new MinariFormat(CONFIG).open(root.resolve("made/texts-v0"))) {
            assertThat(reader.description().attributes()).containsEntry("left_out", "infos/mood, observations/word");
        }
    }

    @Test
    void mazesAreFlattenedAsChosen() throws Exception {
        python.script("make", "made/maze-v0", "PointMaze_UMaze-v3");
        MinariSourceConfig config =
                new MinariSourceConfig(null, "made/maze-v0", List.of("observation", "desired_goal"), false);
        Dataset dataset = new MinariSource(config, new MinariIds(root)).load();
        NumpyArchive copy = NumpyArchive.read(root.resolve("made_maze-v0.npz"));
        assertThat(dataset.observationSize()).isEqualTo(6);
        assertThat(dataset.episodes()).isEqualTo(12);
        Map<String, Column> second = EpisodeCopies.columns(copy, 1);
        int row = (dataset.firstStep(1) + 1) * 6;
        assertThat(dataset.observations()[row]).isEqualTo((float) number(second, "observations/observation", 0));
        assertThat(dataset.observations()[row + 4]).isEqualTo((float) number(second, "observations/desired_goal", 0));
        assertThat(dataset.actions()[dataset.firstStep(1) * 2 + 1]).isEqualTo((float) number(second, "actions", 1));
    }

    private static double number(Map<String, Column> columns, String name, int index) {
        return Objects.requireNonNull(columns.get(name)).real(index);
    }

    /** Texts are left out of what is written. */
    private static String spaces(String told) {
        return told.substring(told.indexOf('\n')).replaceAll(", 'word': Text\\([^)]*\\)", "");
    }

    private void write(String id, DatasetDescription description, List<Episode> episodes) {
        try (EpisodeWriter writer = new MinariWriter(root.resolve(id), description, CONFIG, new MinariIds(root))) {
            episodes.forEach(writer::write);
            writer.commit();
        }
    }

    /** Lets Minari read a dataset, and returns what it says of it. */
    private String check(String id, List<Episode> episodes) throws Exception {
        Path copy = root.resolve(id.replace('/', '_') + "-copy.npz");
        EpisodeCopies.write(copy, episodes);
        String told = python.script("check", id, copy.toString());
        assertThat(told).startsWith(id + " " + episodes.size() + " ");
        return told;
    }

    private static List<Episode> all(EpisodeReader reader) {
        List<Episode> episodes = new ArrayList<>();
        for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
            episodes.add(episode);
        }
        return episodes;
    }
}
