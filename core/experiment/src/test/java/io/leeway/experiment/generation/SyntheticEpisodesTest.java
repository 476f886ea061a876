package io.leeway.experiment.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticEpisodesTest {
    private static final int COUNT = 40;
    private static final int HORIZON = 6;

    /** Trajectories of random numbers; a row is terminal once in eight. */
    private static Trajectories trajectories(boolean nextObservation) {
        TrajectoryLayout layout = new TrajectoryLayout(3, 2, nextObservation);
        RandomSource random = RandomSource.of(5);
        Trajectories result = Trajectories.zeros(layout, HORIZON, COUNT);
        for (int row = 0; row < COUNT * HORIZON; row++) {
            int from = row * layout.width();
            random.fillGaussian(result.values(), from, from + layout.width());
            for (int i = 0; i < 2; i++) {
                int action = from + layout.actionOffset() + i;
                result.values()[action] = (float) Math.tanh(result.values()[action]);
            }
            result.values()[from + layout.terminalColumn()] = random.nextInt(8) == 0 ? 1 : 0;
        }
        return result;
    }

    private static List<Episode> episodes(Trajectories trajectories, Space.Box actions) {
        List<Episode> episodes = new ArrayList<>();
        try (SyntheticEpisodes reader =
                new SyntheticEpisodes(trajectories, new DatasetDescription(null, actions, Map.of()))) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                episodes.add(episode);
            }
        }
        return episodes;
    }

    @ParameterizedTest
    @CsvSource({"false, 1, 0", "true, 1, 0", "false, 0.4, 0.25", "true, 3, -1"})
    void theirStepsAreTheTransitionsInTheEnvironmentsUnits(boolean nextObservation, double half, double middle) {
        Trajectories trajectories = trajectories(nextObservation);
        Transitions expected = trajectories.transitions();
        Space.Box box = Space.Box.of(2, (float) (middle - half), (float) (middle + half), ElementType.FLOAT32);
        int row = 0;
        for (Episode episode : episodes(trajectories, box)) {
            for (int step = 0; step < episode.steps(); step++, row++) {
                assertThat(floats(episode.column(Episode.OBSERVATIONS), step))
                        .isEqualTo(Arrays.copyOfRange(expected.observations(), row * 3, row * 3 + 3));
                assertThat(floats(episode.column(Episode.OBSERVATIONS), step + 1))
                        .isEqualTo(Arrays.copyOfRange(expected.nextObservations(), row * 3, row * 3 + 3));
                float[] actions = floats(episode.column(Episode.ACTIONS), step);
                for (int i = 0; i < 2; i++) {
                    double unit = expected.actions()[row * 2 + i];
                    double low = box.low()[i];
                    double high = box.high()[i];
                    double exact = half == 1 && middle == 0 ? unit : low + (unit + 1) / 2 * (high - low);
                    assertThat(actions[i]).isEqualTo((float) exact);
                    assertThat((double) actions[i]).isBetween(low, high);
                }
                assertThat(floats(episode.column(Episode.REWARDS), step)[0]).isEqualTo(expected.rewards()[row]);
                boolean last = step == episode.steps() - 1;
                boolean terminal = expected.terminals()[row] == 1;
                assertThat(episode.column(Episode.TERMINATIONS).flag(step)).isEqualTo(terminal);
                assertThat(episode.column(Episode.TRUNCATIONS).flag(step)).isEqualTo(last && !terminal);
                assertThat(last || !terminal).isTrue();
            }
        }
        assertThat(row).isEqualTo(expected.count());
    }

    private static float[] floats(Column column, int row) {
        assertThat(column.type()).isEqualTo(ElementType.FLOAT32);
        float[] all = new float[column.size()];
        column.toFloats(all, 0);
        return Arrays.copyOfRange(all, row * column.rowSize(), (row + 1) * column.rowSize());
    }
}
