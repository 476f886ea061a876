package io.leeway.diffusion.experience.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.experience.model.Models.Known;
import io.leeway.diffusion.experience.model.WorldModelConfig.PenaltyKind;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One step beside an independent computation in NumPy, {@code world_model_step.py}, for each of the data's states,
 * which are told by their first column, and each member.
 */
final class WorldModelStepTest {
    private static final int ROWS = 8;
    private static final int MEMBERS = 4;
    private static final int COUNT = 2000;

    private final NumpyArchive truth = read();
    private final float[] observations = truth.floats("observations");
    private final float[] means = truth.floats("means");
    private final Set<Integer> seen = new HashSet<>();

    private static NumpyArchive read() {
        try {
            return NumpyArchive.read(
                    Path.of(Objects.requireNonNull(WorldModelStepTest.class.getResource("world_model_step.npz"))
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isTheMeanOfOneMemberDrawnEvenly() {
        Transitions made = roll(PenaltyKind.NONE, null, null, null);
        int[] drawn = new int[MEMBERS];
        for (int i = 0; i < COUNT; i++) {
            int member = member(made, i);
            drawn[member]++;
            assertThat(made.rewards()[i]).isEqualTo(means[(member * ROWS + row(made, i)) * 4 + 3]);
            assertThat(made.terminals()[i]).isZero();
        }
        assertThat(seen).hasSize(ROWS * MEMBERS);
        assertThat(Arrays.stream(drawn).boxed()).allMatch(count -> count > 400 && count < 600);
    }

    @Test
    void isPenalizedByTheLargestDeviation() {
        Transitions made = roll(PenaltyKind.MOPO, 2.5, null, null);
        double[] lowered = truth.doubles("mopo");
        for (int i = 0; i < COUNT; i++) {
            assertThat((double) made.rewards()[i])
                    .isCloseTo(lowered[member(made, i) * ROWS + row(made, i)], within(1e-5));
        }
        assertThat(seen).hasSize(ROWS * MEMBERS);
    }

    @Test
    void endsWhereMembersDisagree() {
        Transitions made = roll(PenaltyKind.MOREL, null, 0.6, -30.0);
        double[] rewards = truth.doubles("morel");
        int[] unknown = truth.ints("unknown");
        for (int i = 0; i < COUNT; i++) {
            int row = row(made, i);
            assertThat(made.terminals()[i]).as("row %d", row).isEqualTo(unknown[row]);
            if (unknown[row] == 1) {
                assertThat((double) made.rewards()[i]).isCloseTo(rewards[row], within(1e-5));
            } else {
                assertThat((double) made.rewards()[i]).isCloseTo(rewards[member(made, i) * ROWS + row], within(1e-5));
            }
        }
        int known = (int) Arrays.stream(unknown).filter(flag -> flag == 0).count();
        assertThat(seen).hasSize(known * MEMBERS);
    }

    private static int row(Transitions made, int i) {
        return Math.round(made.observations()[3 * i]);
    }

    /** Returns whose mean the next observation is. */
    private int member(Transitions made, int i) {
        int row = row(made, i);
        int member = IntStream.range(0, MEMBERS)
                .filter(candidate -> Arrays.equals(
                        means,
                        (candidate * ROWS + row) * 4,
                        (candidate * ROWS + row) * 4 + 3,
                        made.nextObservations(),
                        3 * i,
                        3 * i + 3))
                .findFirst()
                .orElseThrow();
        seen.add(member * ROWS + row);
        return member;
    }

    private Transitions roll(
            PenaltyKind penalty, @Nullable Double coefficient, @Nullable Double threshold, @Nullable Double offset) {
        DatasetBuilder builder = new DatasetBuilder(3, 2);
        for (int row = 0; row < ROWS; row++) {
            float[] states = Arrays.copyOfRange(observations, row * 3, row * 3 + 6);
            System.arraycopy(observations, row * 3, states, 3, 3);
            builder.episode(
                    states,
                    Arrays.copyOfRange(truth.floats("actions"), row * 2, row * 2 + 2),
                    new float[] {truth.floats("rewards")[row]},
                    false);
        }
        Dataset dataset = builder.build();
        WorldModelExperience source = new WorldModelExperience(
                new WorldModelConfig(1, COUNT, 1, 1, 0, true, penalty, coefficient, threshold, offset),
                dataset,
                model(),
                null,
                RandomSource.of(1),
                Progress.NONE);
        GaussianPolicy policy =
                new GaussianPolicy(3, truth.floats("weights"), truth.floats("bias"), new float[] {1e-12f, 1e-12f});
        source.refresh(new FixedAgent(policy, null), 1);
        Transitions made = source.synthetic().orElseThrow().transitions();
        for (int i = 0; i < COUNT; i++) {
            assertThat(made.actions()[2 * i]).isCloseTo(truth.floats("actions")[2 * row(made, i)], within(1e-5f));
        }
        return made;
    }

    /** Returns the model that looks up what it predicts. */
    private Known model() {
        float[] deviations = truth.floats("deviations");
        return new Known() {
            @Override
            public int members() {
                return MEMBERS;
            }

            @Override
            public Predictions predict(float[] given, float[] actions, int count) {
                float[] mean = new float[MEMBERS * count * 4];
                float[] deviation = new float[mean.length];
                for (int i = 0; i < MEMBERS * count; i++) {
                    int from = (i / count * ROWS + Math.round(given[3 * (i % count)])) * 4;
                    System.arraycopy(means, from, mean, 4 * i, 4);
                    System.arraycopy(deviations, from, deviation, 4 * i, 4);
                }
                return new Predictions(MEMBERS, count, 3, mean, deviation, new float[0]);
            }
        };
    }
}
