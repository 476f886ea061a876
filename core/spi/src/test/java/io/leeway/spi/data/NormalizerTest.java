package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.WindowCutter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizerTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);

    private static Windows windows(float[] observations, float[] actions, float[] rewards, boolean terminated) {
        Dataset dataset = new Dataset(
                1,
                1,
                observations,
                actions,
                rewards,
                new int[] {rewards.length},
                new boolean[] {terminated},
                new boolean[1],
                Map.of());
        return WindowCutter.cut(dataset, LAYOUT, rewards.length, 1, 0).training();
    }

    @Test
    void measuresMeansAndDeviationsOfActionsAfterArctanh() {
        Normalizer normalizer =
                Normalizer.fit(windows(new float[] {1, 3, 9}, new float[] {0.5f, -0.25f}, new float[] {-2, 4}, true));
        double first = 0.5 * Math.log(1.5 / 0.5);
        double second = 0.5 * Math.log(0.75 / 1.25);
        assertThat(normalizer.means())
                .containsExactly(new float[] {2, (float) ((first + second) / 2), 1, 0.5f}, within(1e-6f));
        assertThat(normalizer.standardDeviations())
                .containsExactly(new float[] {1, (float) ((first - second) / 2), 3, 0.5f}, within(1e-6f));
    }

    @Test
    void actionsBeyondTheLimitAreClippedAndComeBackInside() {
        Normalizer normalizer = new Normalizer(LAYOUT, new float[4], new float[] {1, 2, 1, 1});
        float[] row = {0, 1, 0, 0};
        normalizer.normalize(row);
        assertThat(row[1]).isCloseTo((float) (0.25 * Math.log(1.999 / 0.001)), within(1e-5f));
        normalizer.denormalize(row);
        assertThat(row[1]).isCloseTo(0.999f, within(1e-6f));
        float[] far = {0, 5, 0, 0};
        normalizer.denormalize(far);
        assertThat(far[1]).isCloseTo(1, within(1e-7f)).isLessThanOrEqualTo(1);
    }

    @Test
    void aColumnThatNeverVariesIsGeneratedAsTheConstant() {
        Normalizer normalizer =
                Normalizer.fit(windows(new float[] {7, 7, 7}, new float[] {0.5f, 0.5f}, new float[] {1, 2}, false));
        assertThat(normalizer.constant(0)).isTrue();
        assertThat(normalizer.constant(1)).isTrue();
        assertThat(normalizer.constant(2)).isFalse();
        assertThat(normalizer.constant(3)).isTrue();
        assertThat(normalizer.standardDeviation(0)).isEqualTo(1);
        assertThat(normalizer.standardDeviations()[0]).isZero();
        float[] row = {3, -3, 0, 3};
        normalizer.denormalize(row);
        assertThat(row[0]).isEqualTo(7);
        assertThat(row[1]).isCloseTo(0.5f, within(1e-7f));
        assertThat(row[3]).isZero();
        Normalizer restored = new Normalizer(LAYOUT, normalizer.means(), normalizer.standardDeviations());
        assertThat(restored.constant(0)).isTrue();
        assertThat(restored.denormalize(0, 3)).isEqualTo(7);
    }

    @Test
    void aTerminalIsOneWhereItsValueExceedsOneHalf() {
        Normalizer normalizer = new Normalizer(LAYOUT, new float[] {0, 0, 0, 0.25f}, new float[] {1, 1, 1, 0.5f});
        assertThat(normalizer.denormalize(3, 0.5f)).isZero();
        assertThat(normalizer.denormalize(3, 0.51f)).isEqualTo(1);
    }

    @Test
    void staysExactFarFromZero() {
        float[] observations = new float[1001];
        float[] rewards = new float[1000];
        for (int i = 0; i < 1000; i++) {
            observations[i] = 100_000 + (i % 2);
            rewards[i] = i;
        }
        Normalizer normalizer = Normalizer.fit(windows(observations, new float[1000], rewards, false));
        assertThat(normalizer.mean(0)).isEqualTo(100_000.5f);
        assertThat(normalizer.standardDeviation(0)).isEqualTo(0.5f);
    }

    @Test
    void refusesNumbersThatAreNoneSayingWhere() {
        assertThatThrownBy(
                        () -> Normalizer.fit(windows(new float[] {1, Float.NaN, 3}, new float[2], new float[2], false)))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "The dataset has values that are not finite: observation column 0, first NaN in episode 0 at"
                                + " step 1. Leave those episodes out or mend them; 'leeway dataset verify' lists"
                                + " every one.");
        assertThatThrownBy(() -> Normalizer.fit(
                        windows(new float[3], new float[] {0, Float.POSITIVE_INFINITY}, new float[2], false)))
                .as("an action that the limit would hide")
                .hasMessageContaining("action column 0, first Infinity in episode 0 at step 1");
        assertThatThrownBy(() -> Normalizer.fit(windows(
                        new float[] {Float.NaN, 2, 3}, new float[2], new float[] {0, Float.NEGATIVE_INFINITY}, false)))
                .as("all columns at once")
                .hasMessageContaining("observation column 0, first NaN in episode 0 at step 0; reward, first -Infinity"
                        + " in episode 0 at step 1.");
    }

    @Test
    void refusesStatisticsThatAreNone() {
        assertThatThrownBy(() -> new Normalizer(LAYOUT, new float[3], new float[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A layout of 4 columns needs as many means and standard deviations, but there are 3 and 4");
        assertThatThrownBy(() -> new Normalizer(LAYOUT, new float[4], new float[] {1, 1, -1, 1}))
                .hasMessageStartingWith("Column 2 has mean 0.0 and standard deviation -1.0");
        assertThatThrownBy(() -> new Normalizer(LAYOUT, new float[] {Float.NaN, 0, 0, 0}, new float[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
