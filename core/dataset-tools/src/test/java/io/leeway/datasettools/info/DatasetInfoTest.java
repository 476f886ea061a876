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
        return info("walk", description, episodes);
    }

    private DatasetInfo info(String name, DatasetDescription description, List<Episode> episodes) {
        DatasetPath dataset = EpisodeFolder.of(folder.resolve(name + ".episodes"), description, episodes);
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
                        null, null, Map.of("ref_min_score", "-2", "ref_max_score", "6", "env_id", "Walk-v0")),
                episodes);
        assertThat(info.score().orElseThrow().score()).isCloseTo(100 * (mean + 2) / 8, within(1e-9));
    }

    @Test
    void saysThatReferencesAreOfAnotherVersion() {
        BehaviourScore score = info(
                        new DatasetDescription(null, null, Map.of("env_spec", "{\"id\": \"Hopper-v5\"}")),
                        List.of(whole(9, true, false, 1)))
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

    private static Episode whole(int steps, boolean terminated, boolean truncated, double reward) {
        double[] rewards = new double[steps];
        Arrays.fill(rewards, reward);
        return Recorded.of(
                new double[steps + 1],
                new double[steps],
                rewards,
                Recorded.flags(steps, terminated),
                Recorded.flags(steps, truncated));
    }

    private static final DatasetDescription HOPPER = new DatasetDescription(null, null, Map.of("env_id", "Hopper-v2"));

    @Test
    void aScoreIsOfWholeEpisodesAndTheLastMayBeCutOff() {
        List<Episode> episodes =
                List.of(whole(1000, false, true, 3), whole(20, true, false, 1), whole(7, false, false, 100));
        double mean = (3000 + 20) / 2.0;
        assertThat(info(HOPPER, episodes).score().orElseThrow().score())
                .isCloseTo(100 * (mean + 20.272305) / (3234.3 + 20.272305), within(1e-9));
    }

    @Test
    void aScoreThatWouldNotMeanWhatD4rlsDoesIsNotShownAndItIsSaidWhy() {
        Map<String, List<Episode>> cases = Map.of(
                "episodes have up to 99,999 steps, and the references are for at most 1,000 steps",
                List.of(whole(99_999, false, true, 1)),
                "1 of 3 episodes neither terminate nor are truncated, so that their returns are not those of whole"
                        + " episodes",
                List.of(whole(5, false, false, 1), whole(20, true, false, 1), whole(20, true, false, 1)),
                "1 of 1 episodes neither terminate nor are truncated, so that their returns are not those of whole"
                        + " episodes",
                List.of(whole(1000, false, false, 1)),
                "1 of 2 episodes are truncated before the time limit of 1,000 steps, so that their returns are not"
                        + " those of whole episodes",
                List.of(whole(50, false, true, 1), whole(999, false, true, 1)));
        cases.forEach((problem, episodes) -> {
            DatasetInfo info = info("case " + problem.hashCode(), HOPPER, episodes);
            assertThat(info.score()).isEmpty();
            assertThat(info.scoreProblem()).isEqualTo(problem);
        });
        DatasetInfo goals = info(
                "goals",
                new DatasetDescription(null, null, Map.of("env_id", "antmaze-umaze-v2")),
                List.of(whole(700, false, true, 1)));
        assertThat(goals.score()).isEmpty();
        assertThat(goals.scoreProblem()).isEqualTo("returns go up to 700.0, where the references count at most 1.0");
        DatasetInfo scaled = info(
                "scaled", HOPPER.with(Map.of("leeway_rewards", "scale 2, shift 0")), List.of(whole(9, true, false, 1)));
        assertThat(scaled.scoreProblem()).isEqualTo("rewards were scaled");
    }

    @Test
    void keysAreAlwaysInTheSameOrder() {
        assertThat(info(HOPPER, Recorded.episodes(3, 4)).tree().toString())
                .contains("ended_by={terminated=2, truncated=2, neither=0}");
    }
}
