package io.leeway.environment.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.environment.evaluation.ActionLikelihood;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Space;
import org.junit.jupiter.api.Test;

final class BehaviourModelTest {
    private final Transitions data = LineData.transitions(1, 20_000);

    /** The likelihood under the true distribution is the negative entropy: no model has more on other data. */
    @Test
    void isAsLikelyAsTheDistributionThatActionsAreDrawnFrom() {
        BehaviourModel model = BehaviourModel.fit(data, new Columns(data), null, RandomSource.of(0));
        double entropy = 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(LineData.DEVIATION);
        assertThat(ActionLikelihood.mean(LineData.transitions(2, 20_000), model))
                .isCloseTo(-entropy, within(0.05));
        float[] actions = new float[2];
        model.act(new float[] {1, -2}, 2, actions);
        assertThat(actions[0]).isCloseTo(0.25f, within(0.05f));
        assertThat(actions[1]).isCloseTo(-0.5f, within(0.05f));
    }

    @Test
    void isTheSameForTheSameSeed() {
        double[] likelihoods = new double[2];
        for (int i = 0; i < 2; i++) {
            BehaviourModel model = BehaviourModel.fit(data, new Columns(data), null, RandomSource.of(7));
            likelihoods[i] = ActionLikelihood.mean(data, model);
        }
        assertThat(likelihoods[0]).isEqualTo(likelihoods[1]);
    }

    /** The first of three choices has a probability of 0.8 at positive positions and 0.1 at negative ones. */
    @Test
    void isAsLikelyAsTheProbabilitiesOfChoices() {
        Transitions choices = choices(3, 20_000);
        BehaviourModel model =
                BehaviourModel.fit(choices, new Columns(choices), new Space.Discrete(3, 0), RandomSource.of(0));
        double positive = 0.8 * Math.log(0.8) + 0.2 * Math.log(0.1);
        double negative = 0.1 * Math.log(0.1) + 0.9 * Math.log(0.45);
        assertThat(ActionLikelihood.mean(choices(4, 20_000), model)).isCloseTo((positive + negative) / 2, within(0.03));
    }

    private static Transitions choices(long seed, int count) {
        RandomSource random = RandomSource.of(seed);
        Transitions transitions = Transitions.zeros(1, 3, count);
        for (int row = 0; row < count; row++) {
            float position = (float) random.nextGaussian();
            transitions.observations()[row] = position;
            boolean first = random.nextDouble() < (position > 0 ? 0.8 : 0.1);
            transitions.actions()[row * 3 + (first ? 0 : 1 + random.nextInt(2))] = 1;
        }
        return transitions;
    }
}
