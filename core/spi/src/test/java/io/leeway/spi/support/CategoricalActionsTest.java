package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CategoricalActionsTest {
    /** Probabilities of 1/6, 2/6 and 3/6, and of 1/3 each, however large the logits are. */
    private static CategoricalActions actions() {
        float two = (float) Math.log(2);
        float three = (float) Math.log(3);
        return new CategoricalActions(2, 3, new float[] {0, two, three, 1e4f, 1e4f, 1e4f});
    }

    @Test
    void likelihoodsAreTheSoftmaxOfTheLogits() {
        double[] logLikelihood = new double[2];
        actions().logLikelihood(new float[] {0, 1, 0, 0, 0, 1}, logLikelihood);
        assertThat(logLikelihood[0]).isCloseTo(Math.log(1.0 / 3), Offset.offset(1e-6));
        assertThat(logLikelihood[1]).isCloseTo(Math.log(1.0 / 3), Offset.offset(1e-6));
        float[] mode = new float[6];
        actions().mode(mode);
        assertThat(mode).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void drawsAreAsLikelyAsTheSoftmaxSays() {
        CategoricalActions actions = actions();
        RandomSource random = RandomSource.of(1);
        double[] share = new double[6];
        float[] drawn = new float[6];
        int draws = 6000;
        for (int i = 0; i < draws; i++) {
            actions.sample(random, drawn);
            for (int column = 0; column < 6; column++) {
                share[column] += (double) drawn[column] / draws;
            }
        }
        double[] expected = {1 / 6.0, 2 / 6.0, 3 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 3.0};
        assertThat(share).containsExactly(expected, Offset.offset(0.03));
    }
}
