package io.leeway.datasettools.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.WalkPlugin;
import io.leeway.spi.Components;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections of random walks, stopped at every report that they make. */
class DatasetCollectionTest {
    private static final int EPISODES = 15;
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    private final Registry registry = Registry.of(new WalkPlugin());
    private final List<String> said = new ArrayList<>();

    /** Stops the work at its report of that number. */
    private final class Stopping implements Progress {
        private final int at;
        private int reports;

        Stopping(int at) {
            this.at = at;
        }

        @Override
        public Task begin(String title, long total, String unit) {
            return (amount, detail) -> {
                if (++reports == at) {
                    throw new CancellationException("stopped");
                }
            };
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    }

    private CollectionTotals collect(String name, Progress progress, int parts, long seed, boolean restart) {
        Components components = ComponentScope.of(registry)
                .components()
                .with(Progress.class, progress)
                .with(RandomSource.class, RandomSource.of(0));
        Configurations configurations = new Configurations(registry);
        DatasetCollection.Request request = new DatasetCollection.Request(
                configurations.choose(Environments.class, "walk", "test", List.of()),
                configurations.choose(
                        DatasetSource.class,
                        "collect",
                        "test",
                        List.of(new Setting("parts", "parts", Integer.toString(parts)))),
                seed,
                new DatasetFormats(registry, components).output(folder.resolve(name), null, List.of()),
                restart);
        return new DatasetCollection(registry, components, progress).collect(request);
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thePartsBecomeOneDatasetWithWhatItIsFrom() throws IOException {
        CollectionTotals totals = collect("a.plain", Progress.NONE, 5, 7, false);

        List<String> lines = Files.readAllLines(folder.resolve("a.plain"));
        assertThat(lines.get(0))
                .startsWith("{source=walks, seed=7, env_spec={\"id\":\"walk-v0\",\"entry_point\":\"gymnasium:make\"")
                .contains("\"max_episode_steps\":4", "\"kwargs\":{\"id\":\"walk-v0\"}")
                .doesNotContain(folder.toString());
        assertThat(lines).hasSize(1 + EPISODES);
        RandomSource third = RandomSource.of(7).split("dataset").split("part-2");
        assertThat(lines.get(1 + 6)).contains("actions=" + third.nextDouble() + " " + third.nextDouble());
        double sum = 0;
        for (int part = 0; part < 5; part++) {
            RandomSource random = RandomSource.of(7).split("dataset").split("part-" + part);
            for (int i = 0; i < 12; i++) {
                sum += random.nextDouble();
            }
        }
        assertThat(totals.episodes()).isEqualTo(EPISODES);
        assertThat(totals.steps()).isEqualTo(STEPS);
        assertThat(totals.meanReturn()).isCloseTo(sum / EPISODES, within(1e-12));
        assertThat(names()).containsExactly("a.plain");
    }

    @Test
    void stoppedAtAnyReportItGoesOnToTheSameBytes() throws IOException {
        CollectionTotals expected = collect("whole.plain", Progress.NONE, 5, 7, false);
        int reports = STEPS + EPISODES;
        for (int at = 1; at <= reports; at++) {
            String name = "stopped-" + at + ".plain";
            Progress stopping = new Stopping(at);
            assertThatThrownBy(() -> collect(name, stopping, 5, 7, false)).isInstanceOf(CancellationException.class);
            assertThat(folder.resolve(name)).doesNotExist();
            said.clear();
            Stopping counting = new Stopping(0);
            assertThat(collect(name, counting, 5, 7, false)).isEqualTo(expected);
            assertThat(text(name)).isEqualTo(text("whole.plain"));
            int finished = Math.min(5, (at - 1) / 12);
            assertThat(counting.reports).isEqualTo(STEPS - 12 * finished + EPISODES);
            if (finished > 0) {
                assertThat(said)
                        .containsExactly("Going on after " + finished + " of 5 parts, which are in "
                                + folder.resolve(name + ".parts"));
            }
            assertThat(names()).contains(name).doesNotContain(name + ".parts");
        }
        assertThatThrownBy(() -> collect("more.plain", new Stopping(reports + 1), 6, 7, false))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void partsOfAnotherCollectionAreRefusedUnlessThrownAway() throws IOException {
        assertThatThrownBy(() -> collect("a.plain", new Stopping(30), 5, 7, false))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> collect("a.plain", Progress.NONE, 6, 8, false))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessage(folder.resolve("a.plain.parts") + " has parts of another collection:\n"
                        + "  collect.configuration.parts was 5 and is 6\n"
                        + "  seed was 7 and is 8\n"
                        + "Go on with what it was begun with, throw the parts away with --restart, or choose another"
                        + " path.");
        assertThat(folder.resolve("a.plain.parts/part-1.plain")).exists();
        collect("a.plain", Progress.NONE, 6, 8, true);
        collect("b.plain", Progress.NONE, 6, 8, false);
        assertThat(text("a.plain")).isEqualTo(text("b.plain"));
    }

    @Test
    void nothingIsWrittenOverOrRemovedThatIsNotACollections() throws IOException {
        Files.writeString(folder.resolve("a.plain"), "mine");
        assertThatThrownBy(() -> collect("a.plain", Progress.NONE, 1, 7, true))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessage(folder.resolve("a.plain") + " exists already. Choose another path, or remove it.");
        assertThat(text("a.plain")).isEqualTo("mine");

        Path parts = Files.createDirectory(folder.resolve("b.plain.parts"));
        Files.writeString(parts.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> collect("b.plain", Progress.NONE, 1, 7, true))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessageStartingWith(parts + " is in the way");
        assertThat(parts.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void whatWasMovedIntoPlaceBeforeTheEndIsDone() throws IOException {
        CollectionTotals expected = collect("a.plain", Progress.NONE, 5, 7, false);
        String whole = text("a.plain");
        Files.delete(folder.resolve("a.plain"));
        assertThatThrownBy(() -> collect("a.plain", new Stopping(STEPS + 3), 5, 7, false))
                .isInstanceOf(CancellationException.class);
        Files.writeString(folder.resolve("a.plain"), whole);
        assertThat(collect("a.plain", Progress.NONE, 5, 7, false)).isEqualTo(expected);
        assertThat(names()).containsExactly("a.plain");
    }
}
