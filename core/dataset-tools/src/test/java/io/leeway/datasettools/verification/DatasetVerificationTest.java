package io.leeway.datasettools.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeFolder;
import io.leeway.datasettools.Recorded;
import io.leeway.datasettools.verification.DatasetVerification.Entry;
import io.leeway.datasettools.verification.DatasetVerification.Result;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breaks a sound dataset in one way at a time. */
final class DatasetVerificationTest {
    @TempDir
    Path folder;

    private final List<Episode> episodes = new ArrayList<>(Recorded.episodes(7, 6));
    private DatasetDescription description = Recorded.DESCRIPTION;

    private Result verify() {
        return DatasetVerification.of(
                EpisodeFolder.of(folder.resolve("walk.episodes"), description, episodes), Progress.NONE);
    }

    private void assertOnly(Rule rule, long count, String... places) {
        Result result = verify();
        assertThat(result.entries()).extracting(Entry::rule).containsExactly(rule);
        assertThat(result.entries().get(0).count()).isEqualTo(count);
        assertThat(result.entries().get(0).places()).containsExactly(places);
        assertThat(result.sound()).isNotEqualTo(rule.problem());
    }

    private void change(String column, int index, double value) {
        episodes.set(2, Recorded.with(episodes.get(2), column, index, value));
    }

    @Test
    void findsNothingInASoundDataset() {
        Result result = verify();
        assertThat(result.entries()).isEmpty();
        assertThat(result.sound()).isTrue();
        assertThat(result.steps())
                .isEqualTo(episodes.stream().mapToInt(Episode::steps).sum());
    }

    @Test
    void findsWhatIsNotANumber() {
        change(Episode.OBSERVATIONS, 1, Double.NaN);
        assertOnly(Rule.NOT_A_NUMBER, 1, "episode 2, observations, row 1: NaN");
    }

    @Test
    void findsInfinities() {
        change(Episode.REWARDS, 0, Double.NEGATIVE_INFINITY);
        assertOnly(Rule.INFINITE, 1, "episode 2, rewards, row 0: -Infinity");
    }

    @Test
    void findsActionsBeyondOneWhereNoSpaceIsKnown() {
        change(Episode.ACTIONS, 1, -1.5);
        assertOnly(Rule.ACTION_BEYOND_ONE, 1, "episode 2, actions, row 1: -1.5");
    }

    @Test
    void findsValuesOutsideTheirSpace() {
        description = new DatasetDescription(null, Space.Box.of(1, -2, 2, ElementType.FLOAT64), Map.of());
        change(Episode.ACTIONS, 0, 1.5);
        change(Episode.ACTIONS, 1, -2.5);
        assertOnly(Rule.OUTSIDE_SPACE, 1, "episode 2, actions, row 1: -2.5, outside [-2.0, 2.0]");
    }

    @Test
    void findsColumnsThatDoNotFitTheirSpace() {
        description = new DatasetDescription(null, Space.Box.of(1, -1, 1, ElementType.FLOAT64), Map.of());
        for (int i = 0; i < episodes.size(); i++) {
            int steps = episodes.get(i).steps();
            double[] wide = RandomSource.of(i).doubles(2L * steps, -1, 1).toArray();
            episodes.set(i, episodes.get(i).with(Episode.ACTIONS, Column.of(wide, 2)));
        }
        assertOnly(
                Rule.SPACE_MISMATCH,
                6,
                "episode 0: actions needs 1 numbers a row, but has 2",
                "episode 1: actions needs 1 numbers a row, but has 2",
                "episode 2: actions needs 1 numbers a row, but has 2");
    }

    @Test
    void findsWhatFloat32CannotHold() {
        change(Episode.REWARDS, 1, 1e300);
        assertOnly(Rule.BEYOND_FLOAT32, 1, "episode 2, rewards, row 1: 1.0E300");
    }

    @Test
    void findsFlagsBeforeTheEnd() {
        boolean[] flags = Recorded.flags(episodes.get(1).steps(), false);
        flags[0] = true;
        episodes.set(1, episodes.get(1).with(Episode.TERMINATIONS, Column.of(flags)));
        assertOnly(Rule.FLAG_BEFORE_END, 1, "episode 1, terminations, row 0 of " + flags.length);
    }

    /** Returns a walk in three columns whose steps are small, with resets before some rows that nothing marks. */
    private static Episode walk(long seed, int steps, Integer... resets) {
        RandomSource random = RandomSource.of(seed);
        double[] positions = new double[3 * (steps + 1)];
        for (int row = 0; row <= steps; row++) {
            boolean reset = Arrays.asList(resets).contains(row);
            for (int i = 0; i < 3; i++) {
                positions[3 * row + i] = row == 0 || reset
                        ? random.nextDouble(reset ? 5 : -1, reset ? 7 : 1)
                        : positions[3 * (row - 1) + i] + random.nextDouble(-0.1, 0.1);
            }
        }
        double[] actions = random.doubles(steps, -1, 1).toArray();
        double[] rewards = random.doubles(steps).toArray();
        return Recorded.of(
                        new double[steps + 1],
                        actions,
                        rewards,
                        Recorded.flags(steps, false),
                        Recorded.flags(steps, true))
                .with(Episode.OBSERVATIONS, Column.of(positions, 3));
    }

    @Test
    void findsResetsThatNoFlagMarks() {
        episodes.clear();
        episodes.addAll(List.of(walk(1, 300), walk(2, 300, 80, 200), walk(3, 300)));
        Result result = verify();
        assertThat(result.sound()).isFalse();
        assertThat(result.entries()).extracting(Entry::rule).containsExactly(Rule.OBSERVATION_LEAP);
        assertThat(result.entries().get(0).count()).isEqualTo(2);
        assertThat(result.entries().get(0).places().get(0)).startsWith("episode 1, from row 79 to 80: ");
        assertThat(result.entries().get(0).places().get(1)).startsWith("episode 1, from row 199 to 200: ");
    }

    @Test
    void widelySpreadStepsAreNoResets() {
        episodes.clear();
        RandomSource random = RandomSource.of(5);
        for (int episode = 0; episode < 4; episode++) {
            Episode walk = walk(episode, 500);
            double[] positions = new double[3 * 501];
            for (int row = 1; row <= 500; row++) {
                double size = Math.exp(random.nextDouble(-3, 3));
                for (int i = 0; i < 3; i++) {
                    positions[3 * row + i] = positions[3 * (row - 1) + i] + size * random.nextDouble(0.9, 1.1);
                }
            }
            episodes.add(walk.with(Episode.OBSERVATIONS, Column.of(positions, 3)));
        }
        assertThat(verify().sound()).isTrue();
    }

    @Test
    void notesBothFlagsAndNone() {
        int steps = episodes.get(0).steps();
        episodes.set(0, episodes.get(0).with(Episode.TRUNCATIONS, Column.of(Recorded.flags(steps, true))));
        int last = episodes.get(5).steps();
        episodes.set(5, episodes.get(5).with(Episode.TRUNCATIONS, Column.of(new boolean[last])));
        Result result = verify();
        assertThat(result.entries()).extracting(Entry::rule).containsExactly(Rule.BOTH_FLAGS, Rule.NO_END);
        assertThat(result.sound()).isTrue();
    }

    @Test
    void notesEpisodesOfOneStep() {
        episodes.add(Recorded.episode(RandomSource.of(8), 1, true));
        assertOnly(Rule.ONE_STEP, 1, "episode 6");
    }

    @Test
    void findsNextObservationsThatDoNotFollow() {
        for (int i = 0; i < episodes.size(); i++) {
            Episode episode = episodes.get(i);
            Column next = episode.column(Episode.OBSERVATIONS).rows(1, episode.steps());
            episodes.set(i, episode.with("infos/next_observations", next));
        }
        assertThat(verify().entries()).isEmpty();
        change("infos/next_observations", 1, 77);
        folder = folder.resolve("again");
        folder.toFile().mkdir();
        Result result = verify();
        assertThat(result.entries()).extracting(Entry::rule).containsExactly(Rule.OBSERVATION_JUMP);
        assertThat(result.entries().get(0).places().get(0))
                .startsWith("episode 2, infos/next_observations, row 1: 77.0, but ");
    }

    @Test
    void findsEpisodesThatAreThereTwice() {
        episodes.add(episodes.get(3));
        assertOnly(Rule.DUPLICATE_EPISODE, 1, "episode 6 repeats episode 3");
    }

    @Test
    void notesStepsThatAreThereTwice() {
        Episode original = episodes.get(3);
        episodes.add(cut(original, original.steps() - 1));
        Result result = verify();
        assertThat(result.entries()).extracting(Entry::rule).containsExactly(Rule.NO_END, Rule.DUPLICATE_STEP);
        assertThat(result.entries().get(1).count()).isEqualTo(original.steps() - 1);
    }

    private static Episode cut(Episode episode, int steps) {
        return Recorded.of(
                reals(episode.column(Episode.OBSERVATIONS), steps + 1),
                reals(episode.column(Episode.ACTIONS), steps),
                reals(episode.column(Episode.REWARDS), steps),
                new boolean[steps],
                new boolean[steps]);
    }

    private static double[] reals(Column column, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, column::real);
        return values;
    }

    @Test
    void saysWhereItStoppedToCompareSteps() {
        Result result = DatasetVerification.of(
                EpisodeFolder.of(folder.resolve("walk.episodes"), description, episodes), Progress.NONE, 5);
        assertThat(result.entries()).extracting(Entry::rule).containsExactly(Rule.NOT_CHECKED);
        assertThat(result.entries().get(0).places().get(0)).startsWith("steps from 5 on");
    }

    @Test
    void notesASimulatorThatDoesNotMove() {
        double[] actions = RandomSource.of(9).doubles(12, -1, 1).toArray();
        double[] rewards = RandomSource.of(10).doubles(12, -1, 1).toArray();
        episodes.add(
                Recorded.of(new double[13], actions, rewards, Recorded.flags(12, true), Recorded.flags(12, false)));
        assertOnly(Rule.FROZEN, 1, "episode 6, observations, rows 0 to 12");
    }

    @Test
    void notesRewardsAndColumnsThatNeverVary() {
        for (int i = 0; i < episodes.size(); i++) {
            int steps = episodes.get(i).steps();
            episodes.set(
                    i,
                    episodes.get(i)
                            .with(Episode.REWARDS, Column.of(new double[steps]))
                            .with("infos/still", Column.of(new long[steps])));
        }
        Result result = verify();
        assertThat(result.entries())
                .extracting(Entry::rule)
                .containsExactly(Rule.CONSTANT_REWARD, Rule.CONSTANT_COLUMN);
        assertThat(result.entries().get(1).places()).containsExactly("infos/still: always 0.0");
    }

    @Test
    void notesInfosThatAreNotFinite() {
        for (int i = 0; i < episodes.size(); i++) {
            double[] info = RandomSource.of(i).doubles(episodes.get(i).steps()).toArray();
            info[0] = i == 4 ? Double.NaN : info[0];
            episodes.set(i, episodes.get(i).with("infos/speed", Column.of(info)));
        }
        assertOnly(Rule.INFO_NOT_FINITE, 1, "episode 4, infos/speed, row 0: NaN");
    }

    @Test
    void findsColumnsThatDiffer() {
        int steps = episodes.get(4).steps();
        episodes.set(4, episodes.get(4).with(Episode.REWARDS, Column.of(new float[steps])));
        Result result = verify();
        assertThat(result.entries().get(0).rule()).isEqualTo(Rule.COLUMNS_DIFFER);
        assertThat(result.entries().get(0).places())
                .containsExactly("episode 4: rewards is float32 (), but was float64 ()");
    }

    @Test
    void showsWhatCannotBeRead() throws IOException {
        DatasetPath dataset = EpisodeFolder.of(folder.resolve("walk.episodes"), description, episodes);
        Files.write(folder.resolve("walk.episodes/episode-3"), new byte[] {0, 0, 0, 9});
        Result result = DatasetVerification.of(dataset, Progress.NONE);
        assertThat(result.episodes()).isEqualTo(3);
        assertThat(result.sound()).isFalse();
        assertThat(result.entries().get(0).places()).containsExactly("after episode 2: episode-3 is damaged");
    }

    @Test
    void keepsThreePlacesAndCountsAll() {
        for (int i = 0; i < 2; i++) {
            change(Episode.OBSERVATIONS, i, Double.NaN);
            episodes.set(4, Recorded.with(episodes.get(4), Episode.OBSERVATIONS, i, Double.NaN));
        }
        Entry entry = verify().entries().get(0);
        assertThat(entry.count()).isEqualTo(4);
        assertThat(entry.places()).hasSize(3);
    }
}
