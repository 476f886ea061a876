package io.leeway.datasettools.rewriting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeFolder;
import io.leeway.datasettools.Recorded;
import io.leeway.report.statistics.Distribution;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.testkit.environment.LineEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetWritingTest {
    @TempDir
    Path folder;

    private final List<Episode> episodes = Recorded.episodes(11, 20);
    private DatasetPath input = EpisodeFolder.at(Path.of("."));
    private DatasetPath output = EpisodeFolder.at(Path.of("."));

    @BeforeEach
    void write() {
        input = EpisodeFolder.of(folder.resolve("in.episodes"), Recorded.DESCRIPTION, episodes);
        output = EpisodeFolder.at(folder.resolve("out.episodes"));
    }

    private DatasetPath full(String name, int most) {
        return new DatasetPath(folder.resolve(name), "episodes", new EpisodeFolder(most));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> attributes(DatasetPath dataset) {
        try (EpisodeReader reader = dataset.open()) {
            return reader.description().attributes();
        }
    }

    private static double[] returns(List<Episode> episodes) {
        return episodes.stream().mapToDouble(Episode::undiscountedReturn).toArray();
    }

    @Test
    void convertsEveryBitAndSaysHow() {
        DatasetConversion.Result result =
                DatasetConversion.run(input, output, false, false, "dataset convert in.episodes", Progress.NONE);
        assertThat(EpisodeFolder.all(output)).isEqualTo(episodes);
        assertThat(result.lost()).isEmpty();
        assertThat(result.written().episodes()).isEqualTo(20);
        assertThat(attributes(output))
                .containsEntry("author", "a test")
                .containsEntry("leeway_command", "dataset convert in.episodes")
                .containsEntry("leeway_source", "in.episodes sha256 digest of in.episodes");
    }

    @Test
    void narrowsToFloat32() {
        DatasetConversion.run(input, output, false, true, "", Progress.NONE);
        Column narrow = EpisodeFolder.all(output).get(3).column(Episode.OBSERVATIONS);
        Column wide = episodes.get(3).column(Episode.OBSERVATIONS);
        assertThat(narrow.type()).isEqualTo(ElementType.FLOAT32);
        assertThat(narrow.real(1)).isEqualTo((double) (float) wide.real(1));
    }

    @Test
    void refusesToNarrowWhatDoesNotFit() throws IOException {
        DatasetPath great = EpisodeFolder.of(
                folder.resolve("great.episodes"),
                Recorded.DESCRIPTION,
                List.of(Recorded.with(episodes.get(0), Episode.REWARDS, 1, 1e300)));
        assertThatThrownBy(() -> DatasetConversion.run(great, output, false, true, "", Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("great.episodes, episode 0, rewards, row 1: 1.0E300 is too great");
        assertThat(files()).containsExactly("great.episodes", "in.episodes");
    }

    @Test
    void leavesNothingWhereWritingFails() throws IOException {
        DatasetPath deep = full("new/deep/out.episodes", 3);
        assertThatThrownBy(() -> DatasetConversion.run(input, deep, false, false, "", Progress.NONE))
                .hasMessage("The disk is full.");
        assertThat(files()).containsExactly("in.episodes");
    }

    @Test
    void keepsTheOldUntilTheNewIsWhole() throws IOException {
        EpisodeFolder.of(output.path(), Recorded.DESCRIPTION, episodes.subList(0, 2));
        assertThatThrownBy(() -> DatasetConversion.run(input, output, false, false, "", Progress.NONE))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> DatasetConversion.run(input, full("out.episodes", 3), true, false, "", Progress.NONE))
                .hasMessage("The disk is full.");
        assertThat(EpisodeFolder.all(output)).hasSize(2);
        DatasetConversion.run(input, output, true, false, "", Progress.NONE);
        assertThat(EpisodeFolder.all(output)).hasSize(20);
        assertThat(files()).containsExactly("in.episodes", "out.episodes");
    }

    private void refused(DatasetPath target, String... named) throws IOException {
        List<String> before = tree();
        assertThatThrownBy(() -> DatasetConversion.run(input, target, true, false, "", Progress.NONE))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessageContaining(target.path().toString())
                .hasMessageContainingAll(named)
                .hasMessageContaining("Nothing was changed");
        assertThat(tree()).isEqualTo(before);
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void forceReplacesAWholeDatasetOfTheFormatAndNothingElse() throws IOException {
        Path thesis = Files.createDirectories(folder.resolve("thesis/chapters"));
        Files.writeString(thesis.resolve("one.tex"), "mine");
        refused(EpisodeFolder.at(folder.resolve("thesis")), "is none");
        refused(EpisodeFolder.at(Files.createDirectory(folder.resolve("empty.episodes"))), "is none");
        refused(EpisodeFolder.at(Files.writeString(folder.resolve("notes.episodes"), "mine")), "is none");

        EpisodeFolder.of(output.path(), Recorded.DESCRIPTION, episodes.subList(0, 2));
        Path link = Files.createSymbolicLink(folder.resolve("link.episodes"), output.path());
        refused(EpisodeFolder.at(link), "is a link");
        Path notes = Files.createDirectory(output.path().resolve("notes"));
        refused(output, "holds notes");
        Files.writeString(notes.resolve("today.txt"), "mine");
        refused(output, "holds notes, notes/today.txt");
        Files.delete(notes.resolve("today.txt"));
        Files.delete(notes);
        DatasetConversion.run(input, output, true, false, "", Progress.NONE);
        assertThat(EpisodeFolder.all(output)).hasSize(20);
    }

    @Test
    void ofTwoThatReplaceADatasetAtOnceItIsOnesWhole() throws Exception {
        List<Episode> others = Recorded.episodes(12, 15);
        DatasetPath other = EpisodeFolder.of(folder.resolve("other.episodes"), Recorded.DESCRIPTION, others);
        EpisodeFolder.of(output.path(), Recorded.DESCRIPTION, episodes);
        for (int round = 0; round < 8; round++) {
            CyclicBarrier together = new CyclicBarrier(2);
            List<CompletableFuture<Boolean>> both = Stream.of(input, other)
                    .map(from -> CompletableFuture.supplyAsync(
                            () -> converts(from, together), task -> new Thread(task).start()))
                    .toList();
            boolean first = both.get(0).get(1, TimeUnit.MINUTES);
            boolean second = both.get(1).get(1, TimeUnit.MINUTES);
            assertThat(first || second).as("one of them").isTrue();
            List<Episode> found = EpisodeFolder.all(output);
            assertThat(found.equals(episodes) || found.equals(others)).isTrue();
            assertThat(files()).containsExactly("in.episodes", "other.episodes", "out.episodes");
        }
    }

    private boolean converts(DatasetPath from, CyclicBarrier together) {
        try {
            together.await(1, TimeUnit.MINUTES);
            DatasetConversion.run(from, output, true, false, "", Progress.NONE);
            return true;
        } catch (LeewayException inTheWay) {
            return false;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesADatasetByItsPlace() {
        Map<String, String> named = Map.of("dataset_id", "walk-v0", "total_steps", "9", "author", "a test");
        DatasetPath walk =
                EpisodeFolder.of(folder.resolve("walk.episodes"), new DatasetDescription(null, null, named), episodes);
        EpisodeFolder.of(
                output.path(),
                new DatasetDescription(null, null, Map.of("dataset_id", "other-v0")),
                episodes.subList(0, 1));
        DatasetConversion.run(walk, output, true, false, "", Progress.NONE);
        assertThat(attributes(output)).containsEntry("dataset_id", "other-v0").containsEntry("author", "a test");
        DatasetPath scaled = EpisodeFolder.at(folder.resolve("scaled.episodes"));
        new DatasetRelabeling(walk, scaled, false, "", Progress.NONE).scale(2, 0);
        assertThat(attributes(scaled))
                .doesNotContainKeys("dataset_id", "total_steps")
                .containsKey("author");
    }

    @Test
    void refusesToWriteOverWhatIsRead() {
        assertThatThrownBy(() -> DatasetConversion.run(input, input, true, false, "", Progress.NONE))
                .hasMessageContaining("is the input");
        DatasetPath within = EpisodeFolder.at(folder.resolve("in.episodes/out.episodes"));
        assertThatThrownBy(() -> DatasetConversion.run(input, within, true, false, "", Progress.NONE))
                .hasMessageContaining("lies in the input");
        assertThat(EpisodeFolder.all(input)).isEqualTo(episodes);
    }

    private List<List<Episode>> split(DatasetSplit.Order order, long seed, String names) {
        DatasetPath first = EpisodeFolder.at(folder.resolve(names + "-a.episodes"));
        DatasetPath second = EpisodeFolder.at(folder.resolve(names + "-b.episodes"));
        DatasetSplit.run(input, first, second, false, new DatasetSplit.Plan(0.3, order, seed), "split", Progress.NONE);
        return List.of(EpisodeFolder.all(first), EpisodeFolder.all(second));
    }

    @Test
    void splitsAtRandomBySeed() {
        List<List<Episode>> parts = split(DatasetSplit.Order.RANDOM, 1, "one");
        List<Episode> all = new ArrayList<>(parts.get(0));
        all.addAll(parts.get(1));
        assertThat(parts.get(0)).hasSize(6);
        assertThat(all).containsExactlyInAnyOrderElementsOf(episodes);
        assertThat(split(DatasetSplit.Order.RANDOM, 1, "same")).isEqualTo(parts);
        assertThat(split(DatasetSplit.Order.RANDOM, 2, "other")).isNotEqualTo(parts);
    }

    @Test
    void splitsInOrder() {
        assertThat(split(DatasetSplit.Order.IN_ORDER, 0, "x"))
                .isEqualTo(List.of(episodes.subList(0, 6), episodes.subList(6, 20)));
    }

    @Test
    void splitsTheBestFromTheRest() {
        List<List<Episode>> parts = split(DatasetSplit.Order.BY_RETURN, 0, "x");
        double worstOfBest =
                java.util.Arrays.stream(returns(parts.get(0))).min().orElseThrow();
        double bestOfRest = java.util.Arrays.stream(returns(parts.get(1))).max().orElseThrow();
        assertThat(parts.get(0)).hasSize(6);
        assertThat(worstOfBest).isGreaterThan(bestOfRest);
    }

    @Test
    void splitsBothOrNeither() throws IOException {
        DatasetSplit.Plan plan = new DatasetSplit.Plan(0.3, DatasetSplit.Order.IN_ORDER, 0);
        assertThatThrownBy(() ->
                        DatasetSplit.run(input, output, full("b.episodes", 3), false, plan, "split", Progress.NONE))
                .hasMessage("The disk is full.");
        assertThat(files()).containsExactly("in.episodes");
        DatasetSplit.Plan tiny = new DatasetSplit.Plan(0.01, DatasetSplit.Order.IN_ORDER, 0);
        assertThatThrownBy(() ->
                        DatasetSplit.run(input, output, full("b.episodes", 99), false, tiny, "split", Progress.NONE))
                .hasMessageContaining("has 20 episodes, of which a fraction of 0.01 is 0");
    }

    @Test
    void mergesWhatAgrees() {
        List<Episode> others = Recorded.episodes(12, 3);
        DatasetPath other = EpisodeFolder.of(
                folder.resolve("other.episodes"),
                new DatasetDescription(null, null, Map.of("env_id", "line-v0", "author", "another")),
                others);
        DatasetMerge.run(List.of(input, other), output, false, "dataset merge", Progress.NONE);
        List<Episode> both = new ArrayList<>(episodes);
        both.addAll(others);
        assertThat(EpisodeFolder.all(output)).isEqualTo(both);
        assertThat(attributes(output))
                .containsOnlyKeys("env_id", "leeway_command", "leeway_source")
                .containsEntry(
                        "leeway_source",
                        "in.episodes sha256 digest of in.episodes; other.episodes sha256 digest of other.episodes");
    }

    @Test
    void listsAllThatKeepsDatasetsFromMerging() throws IOException {
        Episode first = episodes.get(0);
        Episode odd = first.with(Episode.REWARDS, Column.of(new float[first.steps()]))
                .with("infos/x", Column.of(new long[first.steps()]));
        DatasetPath other = EpisodeFolder.of(folder.resolve("odd.episodes"), Recorded.DESCRIPTION, List.of(odd));
        assertThatThrownBy(() -> DatasetMerge.run(List.of(input, other), output, false, "", Progress.NONE))
                .hasMessageContaining("column rewards: float64 () in ")
                .hasMessageContaining("column infos/x: missing in ");
        assertThatThrownBy(() -> DatasetMerge.run(List.of(input, input), output, false, "", Progress.NONE))
                .hasMessageContaining("named twice");
        assertThat(files()).containsExactly("in.episodes", "odd.episodes");
    }

    private DatasetRelabeling relabeling() {
        return new DatasetRelabeling(input, output, false, "relabel", Progress.NONE);
    }

    @Test
    void scalesAndShiftsRewards() {
        relabeling().scale(10, -1);
        Column old = episodes.get(5).column(Episode.REWARDS);
        Column scaled = EpisodeFolder.all(output).get(5).column(Episode.REWARDS);
        assertThat(scaled.type()).isEqualTo(old.type());
        assertThat(scaled.real(1)).isEqualTo(old.real(1) * 10 - 1);
        assertThat(attributes(output)).containsEntry("leeway_rewards", "scale 10.0, shift -1.0");
    }

    @Test
    void scalesReturnsToARange() {
        relabeling().returnsRange(1000);
        Distribution returns = Distribution.of(returns(EpisodeFolder.all(output)));
        assertThat(returns.maximum() - returns.minimum()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void rewardsAsAnEnvironmentWould() {
        DatasetRelabeling zeros = new DatasetRelabeling(
                input, EpisodeFolder.at(folder.resolve("zeros.episodes")), false, "zeros", Progress.NONE);
        input = zeros.scale(0, 0).written().dataset();
        try (LineEnvironments environments = new LineEnvironments()) {
            DatasetRelabeling.Result result = relabeling().environment(environments);
            assertThat(Objects.requireNonNull(result.difference())).isZero();
        }
        List<Episode> again = EpisodeFolder.all(output);
        for (int i = 0; i < episodes.size(); i++) {
            assertThat(again.get(i)).isEqualTo(episodes.get(i));
        }
    }

    @Test
    void saysWhereTheEnvironmentDisagrees() {
        Episode moved = Recorded.with(
                episodes.get(1), Episode.OBSERVATIONS, episodes.get(1).steps(), 50);
        double expected =
                Math.abs(50 - episodes.get(1).column(Episode.OBSERVATIONS).real(moved.steps()));
        input = EpisodeFolder.of(
                folder.resolve("moved.episodes"), Recorded.DESCRIPTION, List.of(episodes.get(0), moved));
        try (LineEnvironments environments = new LineEnvironments()) {
            DatasetRelabeling.Result result = relabeling().environment(environments);
            assertThat(Objects.requireNonNull(result.difference())).isCloseTo(expected, within(1e-12));
            assertThat(result.place()).isEqualTo("episode 1, observations, row " + moved.steps());
        }
    }

    @Test
    void keepsTheTypeOfRewardsOrRefuses() {
        int steps = 3;
        Episode fitting = Recorded.of(
                        new double[] {0, 1, 2, 3},
                        new double[steps],
                        new double[steps],
                        Recorded.flags(steps, true),
                        Recorded.flags(steps, false))
                .with(Episode.REWARDS, Column.of(new long[] {0, 3, 1}));
        input = EpisodeFolder.of(folder.resolve("whole.episodes"), Recorded.DESCRIPTION, List.of(fitting));
        assertThatThrownBy(() -> relabeling().scale(0.5, 0))
                .hasMessageContaining("episode 0, rewards, row 1 would be 1.5, which INT64 cannot hold");
        relabeling().scale(2, 1);
        assertThat(EpisodeFolder.all(output).get(0).column(Episode.REWARDS)).isEqualTo(Column.of(new long[] {1, 7, 3}));
        DatasetPath halves = EpisodeFolder.at(folder.resolve("halves.episodes"));
        new DatasetRelabeling(input, halves, false, "relabel", Progress.NONE, ElementType.FLOAT32).scale(0.5, 0);
        assertThat(EpisodeFolder.all(halves).get(0).column(Episode.REWARDS))
                .isEqualTo(Column.of(new float[] {0, 1.5f, 0.5f}));
    }

    @Test
    void rewardsThatBecomeInfiniteAreRefusedAndNothingIsWritten() throws IOException {
        assertThatThrownBy(
                        () -> new DatasetRelabeling(input, output, false, "relabel", Progress.NONE, ElementType.FLOAT32)
                                .scale(1e308, 0))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("episode 0, rewards, row 0 would be ")
                .hasMessageContaining("which FLOAT32 cannot hold");
        assertThatThrownBy(() -> relabeling().scale(1e308, 1e308)).hasMessageContaining("which FLOAT64 cannot hold");
        assertThat(files()).containsExactly("in.episodes");
    }
}
