package io.leeway.maze2d;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.Component;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentSpec;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class Maze2dPluginTest {
    @Test
    void isFoundAndOffersItsComponents() {
        assertThat(ServiceLoader.load(Plugin.class))
                .filteredOn(plugin -> plugin instanceof Maze2dPlugin)
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.components())
                        .extracting(component -> component.kind().getSimpleName() + " " + component.name())
                        .containsExactly("Environments maze2d", "Behaviour waypoint", "Benchmark maze2d"));
        assertThat(new Maze2dPlugin().components()).allSatisfy(component -> {
            assertThat(component.name()).matches(Component.NAME);
            assertThat(component.summary()).isNotBlank().doesNotEndWith(".");
        });
    }

    @Test
    void everyIdIsThatOfWhatItStandsFor() {
        assertThat(new Maze2dPlugin().environmentIds())
                .extracting(EnvironmentId::id)
                .containsExactly(
                        "maze2d-umaze-v1",
                        "maze2d-umaze-dense-v1",
                        "maze2d-medium-v1",
                        "maze2d-medium-dense-v1",
                        "maze2d-large-v1",
                        "maze2d-large-dense-v1");
        assertThat(new Maze2dPlugin().environmentIds()).allSatisfy(id -> {
            EnvironmentSpec spec = Mazes.of(layout(id), reward(id)).spec();
            assertThat(id.id()).isEqualTo(spec.id());
            assertThat(id.maximumEpisodeSteps()).isEqualTo(spec.maximumEpisodeSteps());
            assertThat(id.component()).isEqualTo("maze2d");
            assertThat(id.keys()).containsOnlyKeys("layout", "reward");
        });
    }

    private static MazeLayout layout(EnvironmentId id) {
        return MazeLayout.valueOf(String.valueOf(id.keys().get("layout")).toUpperCase(Locale.ROOT));
    }

    private static MazeReward reward(EnvironmentId id) {
        return MazeReward.valueOf(String.valueOf(id.keys().get("reward")).toUpperCase(Locale.ROOT));
    }

    @Test
    void benchmarkMeasuresRoamingAndPushing() {
        Map<String, Object> figures = new Maze2dBenchmark(
                        new Maze2dBenchmarkConfig(MazeLayout.LARGE, 16, 0.1), RandomSource.of(1))
                .run(Progress.NONE);
        assertThat(figures.keySet())
                .containsExactly(
                        "layout",
                        "environments",
                        "repeats",
                        "steps_per_s",
                        "contact_share",
                        "pushing_steps_per_s",
                        "pushing_contact_share");
        assertThat(figures).containsEntry("layout", "large").containsEntry("environments", 16);
        assertThat((Double) figures.get("steps_per_s")).isPositive().isFinite();
        assertThat((Double) figures.get("contact_share")).isStrictlyBetween(0.0, 1.0);
        assertThat((Double) figures.get("pushing_contact_share")).isGreaterThan(0.5);
    }
}
