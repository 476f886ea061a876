package io.leeway.datasettools.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeFolder;
import io.leeway.datasettools.Recorded;
import io.leeway.datasettools.picture.DatasetPicture;
import io.leeway.report.statistics.StreamingMoments;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetInfoTest {
    @TempDir
    Path folder;

    private DatasetInfo info(DatasetDescription description, List<Episode> episodes) {
        DatasetPath dataset = EpisodeFolder.of(folder.resolve("walk.episodes"), description, episodes);
        return DatasetInfo.of(dataset, Registry.of(), Progress.NONE);
    }

    @Test
    void countsWhatThereIs() {
        List<Episode> episodes = Recorded.episodes(1, 21);
        DatasetInfo info = info(Recorded.DESCRIPTION, episodes);
        assertThat(info.episodes()).isEqualTo(21);
        assertThat(info.steps())
                .isEqualTo(episodes.stream().mapToInt(Episode::steps).sum());
        assertThat(List.of(info.terminated(), info.truncated(), info.neither())).containsExactly(11, 10, 0);
        assertThat(info.lengths().maximum())
                .isEqualTo(episodes.stream().mapToInt(Episode::steps).max().orElseThrow());
    }

    @Test
    void columnsStreamToTheMomentsOfAllTheirNumbers() {
        List<Episode> episodes = Recorded.episodes(2, 40);
        double[] rewards = episodes.stream()
                .flatMapToDouble(episode -> java.util.stream.IntStream.range(0, episode.steps())
                        .mapToDouble(episode.column(Episode.REWARDS)::real))
                .toArray();
        double mean = Arrays.stream(rewards).average().orElseThrow();
        double variance = Arrays.stream(rewards)
                .map(value -> Math.pow(value - mean, 2))
                .average()
                .orElseThrow();
        StreamingMoments moments = info(Recorded.DESCRIPTION, episodes)
                .columns()
                .get(2)
                .parts()
                .get(0)
                .moments();
        assertThat(moments.mean()).isCloseTo(mean, within(1e-12));
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(moments.minimum()).isEqualTo(Arrays.stream(rewards).min().orElseThrow());
        assertThat(moments.maximum()).isEqualTo(Arrays.stream(rewards).max().orElseThrow());
    }

    @Test
    void scoresAgainstTheDatasetsOwnReferencesFirst() {
        List<Episode> episodes = Recorded.episodes(3, 4);
        double mean = episodes.stream()
                .mapToDouble(Episode::undiscountedReturn)
                .average()
                .orElseThrow();
        DatasetInfo info = info(
                new DatasetDescription(
                        null, null, Map.of("ref_min_score", "-2", "ref_max_score", "6", "env_id", "Hopper-v5")),
                episodes);
        assertThat(info.score().orElseThrow().score()).isCloseTo(100 * (mean + 2) / 8, within(1e-9));
    }

    @Test
    void saysThatReferencesAreOfAnotherVersion() {
        BehaviourScore score = info(
                        new DatasetDescription(null, null, Map.of("env_spec", "{\"id\": \"Hopper-v5\"}")),
                        Recorded.episodes(3, 4))
                .score()
                .orElseThrow();
        assertThat(score.remark()).isEqualTo("D4RL's references of v2, applied to v5");
        assertThat(score.expert()).isEqualTo(3234.3);
    }

    @Test
    void drawsAPicture() throws Exception {
        Path file = folder.resolve("walk.png");
        DatasetPicture.write(info(Recorded.DESCRIPTION, Recorded.episodes(4, 30)), file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2400);
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("walk.episodes", "walk.png");
        }
    }

    @Test
    void knowsMazesAndLocomotionByName() {
        assertThat(KnownScores.of("maze2d-medium-dense-v1")
                        .orElseThrow()
                        .scores()
                        .expert())
                .isEqualTo(297.4552547777125);
        assertThat(KnownScores.of("maze2d-umaze-v1").orElseThrow().scores().random())
                .isEqualTo(23.85);
        assertThat(KnownScores.of("halfcheetah-medium-replay-v2").orElseThrow().remark())
                .isEqualTo("D4RL's references");
        assertThat(KnownScores.of("Humanoid-v5")).isEmpty();
    }
}
