package io.leeway.report.statistics.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.spi.RandomSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OnlineBudgetTest {
    private static final JsonNode REFERENCE = ScoreReference.ROOT.get("budget");

    @Test
    void boundsAreThoseOfThePublishedCode() {
        for (JsonNode expected : REFERENCE.get("bounds")) {
            double bound = OnlineBudget.bound(
                    expected.get("mean").asDouble(),
                    expected.get("count").asInt(),
                    expected.get("pull").asInt(),
                    2);
            assertThat(bound).isCloseTo(expected.get("bound").asDouble(), within(1e-9 * Math.max(1, bound)));
        }
    }

    @Test
    void expectedScoresAreThoseOfThePublishedCodeWithinMonteCarloError() {
        int trials = REFERENCE.get("trials").asInt();
        OnlineBudget budget = new OnlineBudget(8, trials, 200, 2, 10);
        List<Estimate> estimates = budget.expectedScores(scores(), RandomSource.of(1));

        assertThat(REFERENCE.get("pulls")).hasSize(200);
        JsonNode expected = REFERENCE.get("expected");
        double error = 0;
        for (int pull = 0; pull < 200; pull++) {
            error = Math.max(error, expected.get("error").get(pull).asDouble());
        }
        assertThat(error).isLessThan(1);
        for (int pull = 0; pull < 200; pull++) {
            assertThat(estimates.get(pull).value())
                    .describedAs("after %d episodes", pull + 1)
                    .isCloseTo(expected.get("mean").get(pull).asDouble(), within(4 * error));
        }
    }

    @Test
    void intervalsAreAsWideAsThoseOfThePublishedCode() {
        List<Estimate> estimates = new OnlineBudget(8, 500, 200, 2, 2000).expectedScores(scores(), RandomSource.of(2));
        JsonNode margins = REFERENCE.get("margins").get("mean");
        for (int pull = 0; pull < 200; pull += 7) {
            Estimate estimate = estimates.get(pull);
            double high = margins.get(0).get(pull).asDouble();
            double low = margins.get(1).get(pull).asDouble();
            assertThat(estimate.high() - estimate.value()).isCloseTo(high, within(0.3 * high));
            assertThat(estimate.value() - estimate.low()).isCloseTo(low, within(0.3 * low));
        }
    }

    @Test
    void onePolicyIsChosenAtOnceAndTheSameSeedRepeatsItself() {
        double[][] one = {{3, 5, 7}};
        assertThat(OnlineBudget.PUBLISHED.expectedScores(one, RandomSource.of(0)))
                .hasSize(200)
                .allSatisfy(estimate -> assertThat(estimate.value()).isCloseTo(5, within(1e-9)));

        OnlineBudget small = new OnlineBudget(3, 20, 30, 2, 20);
        assertThat(small.expectedScores(scores(), RandomSource.of(9)))
                .isEqualTo(small.expectedScores(scores(), RandomSource.of(9)))
                .isNotEqualTo(small.expectedScores(scores(), RandomSource.of(10)));
    }

    @Test
    void whatCannotBeChosenIsRefusedByName() {
        assertThatThrownBy(() -> OnlineBudget.PUBLISHED.expectedScores(new double[0][], RandomSource.of(0)))
                .hasMessage("There is no policy to choose");
        assertThatThrownBy(() -> OnlineBudget.PUBLISHED.expectedScores(new double[][] {{1}, {}}, RandomSource.of(0)))
                .hasMessage("Policy 1 has no episode");
        double[][] diverged = {{1}, {2, Double.NaN}};
        assertThatThrownBy(() -> OnlineBudget.PUBLISHED.expectedScores(diverged, RandomSource.of(0)))
                .hasMessage("Episode 1 of policy 1 has the score NaN, not a finite number");
    }

    private static double[][] scores() {
        JsonNode given = REFERENCE.get("scores");
        double[][] scores = new double[given.size()][];
        for (int policy = 0; policy < scores.length; policy++) {
            scores[policy] = new double[given.get(policy).size()];
            for (int episode = 0; episode < scores[policy].length; episode++) {
                scores[policy][episode] = given.get(policy).get(episode).asDouble();
            }
        }
        return scores;
    }
}
