package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Episode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where episodes end that no flag ends, read an episode at a time and all at once. */
final class EpisodeRulesTest {
    private static final EpisodeRules AUTO = new EpisodeRules(TimeoutsMeaning.AUTO, 0);

    @TempDir
    Path folder;

    /** What a file has beside observations, of which the first of an episode is 1,000 times its number. */
    private record Layout(boolean next, boolean timeouts, float noise) {}

    /** Writes episodes of so many rows; those whose numbers are in {@code marked} are marked in timeouts. */
    private Path write(String name, Layout layout, List<Integer> lengths, Integer... marked) {
        Path file = folder.resolve(name);
        try (Hdf5Output output = Hdf5Output.create(file, 1)) {
            for (int episode = 0; episode < lengths.size(); episode++) {
                int length = lengths.get(episode);
                for (int row = 0; row < length; row++) {
                    float at = 1000 * episode + row;
                    output.append("observations", Column.of(new float[] {at, 1}, 2));
                    output.append("actions", Column.of(new float[] {0.5f}, 1));
                    output.append("rewards", Column.of(new float[] {row}));
                    output.append("terminals", Column.of(new boolean[1]));
                    if (layout.next()) {
                        float next = (at + 1) * (1 + layout.noise());
                        output.append("next_observations", Column.of(new float[] {next, 1}, 2));
                    }
                    if (layout.timeouts()) {
                        boolean end = row == length - 1 && Arrays.asList(marked).contains(episode);
                        output.append("timeouts", Column.of(new boolean[] {end}));
                    }
                }
            }
            output.commit();
        }
        return file;
    }

    private record Found(List<Integer> lengths, List<Boolean> truncated, List<Double> lasts, List<String> remarks) {}

    private static Found read(Path file, EpisodeRules rules) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (D4rlReader reader = new D4rlReader(file, rules)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                found.lengths().add(episode.steps());
                found.truncated().add(episode.truncated());
                found.lasts().add(episode.column(Episode.OBSERVATIONS).real(2 * episode.steps()));
            }
            found.remarks().addAll(reader.remarks());
        }
        return found;
    }

    /** Reads what agents learn from, which must be cut as episodes are. */
    private static Found load(Path file, int steps) {
        Dataset dataset = new D4rlHdf5Source(new D4rlHdf5Config(file, TimeoutsMeaning.AUTO, false, steps)).load();
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), dataset.remarks());
        int rows = 0;
        for (int i = 0; i < dataset.episodes(); i++) {
            rows += dataset.length(i) + 1;
            found.lengths().add(dataset.length(i));
            found.truncated().add(dataset.truncated(i));
            found.lasts().add((double) dataset.observations()[2 * (rows - 1)]);
        }
        return found;
    }

    private static Found same(Path file, EpisodeRules rules) {
        Found found = read(file, rules);
        assertThat(load(file, rules.steps())).isEqualTo(found);
        return found;
    }

    @Test
    void nextObservationsWinWhereTheyAreNotTheRowThatFollows() {
        Found found = same(write("replay.hdf5", new Layout(true, true, 0), List.of(10, 20, 30, 7), 1, 3), AUTO);
        assertThat(found.lengths()).containsExactly(10, 20, 30, 7);
        assertThat(found.truncated()).containsExactly(true, true, true, true);
        assertThat(found.lasts()).containsExactly(10.0, 1020.0, 2030.0, 3007.0);
        assertThat(found.remarks())
                .containsExactly("2 episodes end where next_observations are not the row that follows, though neither"
                        + " terminals nor timeouts mark it: truncated there.");
    }

    @Test
    void roundingIsNoEnd() {
        Found found = same(write("rounded.hdf5", new Layout(true, true, 5e-7f), List.of(40, 40), 0, 1), AUTO);
        assertThat(found.lengths()).containsExactly(40, 40);
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void aFileOfSingleStepsIsOneOfEpisodesOfOneStep() {
        Found found = same(write("loose.hdf5", new Layout(true, false, 0), List.of(1, 1, 1, 1, 1)), AUTO);
        assertThat(found.lengths()).containsExactly(1, 1, 1, 1, 1);
        assertThat(found.lasts()).containsExactly(1.0, 1001.0, 2001.0, 3001.0, 4001.0);
    }

    @Test
    void manyRowsAreComparedAcrossBlocks() {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            lengths.add(i % 7 == 0 ? 99 : 100);
        }
        Found found = same(write("long.hdf5", new Layout(true, false, 0), lengths), AUTO);
        assertThat(found.lengths()).isEqualTo(lengths);
    }

    @Test
    void whereNoTimeLimitIsMarkedThatOfTheNamedTaskHolds() {
        Path file = write("pen-human-v0.hdf5", new Layout(false, false, 0), List.of(100, 100, 40));
        Found found = same(file, AUTO);
        assertThat(found.lengths()).containsExactly(99, 99, 39);
        assertThat(found.truncated()).containsExactly(true, true, false);
        assertThat(found.remarks().get(0))
                .startsWith(
                        "2 episodes are cut after 100 steps, the time limit of the task that the file is named after");
        assertThat(found.remarks().get(1)).startsWith("The last step of 3 episodes is left out");

        Path unnamed = write("mine.hdf5", new Layout(false, false, 0), List.of(100, 100, 40));
        assertThat(same(unnamed, AUTO).lengths()).containsExactly(239);
        assertThat(same(unnamed, new EpisodeRules(TimeoutsMeaning.AUTO, 100)).lengths())
                .containsExactly(99, 99, 39);
    }

    @Test
    void whatAFileMarksIsNotCutAtATimeLimit() {
        Path marked = write("pen-human-v1.hdf5", new Layout(false, true, 0), List.of(150, 100), 0, 1);
        assertThat(same(marked, AUTO).lengths()).containsExactly(149, 99);
        assertThat(same(marked, AUTO).truncated()).containsExactly(true, true);
        Path next = write("pen-expert-v1.hdf5", new Layout(true, false, 0), List.of(150, 120));
        assertThat(same(next, AUTO).lengths()).containsExactly(150, 120);
    }

    @Test
    void episodesOfOneStepWithoutAnOutcomeAreCounted() {
        Path file = write("short.hdf5", new Layout(false, true, 0), List.of(1, 1, 50, 1, 40), 0, 1, 2, 3, 4);
        Found found = same(file, AUTO);
        assertThat(found.lengths()).containsExactly(49, 39);
        assertThat(found.remarks())
                .anySatisfy(remark -> assertThat(remark).startsWith("3 episodes are left out whole"));
    }
}
