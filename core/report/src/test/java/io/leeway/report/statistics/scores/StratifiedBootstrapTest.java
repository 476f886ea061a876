package io.leeway.report.statistics.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class StratifiedBootstrapTest {
    private static final List<ToDoubleFunction<double[][]>> FIGURES = List.of(
            Aggregates::mean,
            Aggregates::median,
            Aggregates::interquartileMean,
            scores -> Aggregates.optimalityGap(
                    scores, ScoreReference.ROOT.get("wanted").asDouble()));

    private final StratifiedBootstrap bootstrap = new StratifiedBootstrap(RandomSource.of(4), 10_000);

    @Test
    void aggregatesAreThoseOfRliableAndTheirIntervalsWithinMonteCarloError() {
        for (String variant : ScoreReference.variants()) {
            JsonNode expected = ScoreReference.ROOT.get("aggregates").get(variant);
            List<Estimate> estimates = bootstrap.estimates(ScoreReference.scores(variant), FIGURES);
            for (int figure = 0; figure < FIGURES.size(); figure++) {
                assertThat(estimates.get(figure).value())
                        .isCloseTo(expected.get("values").get(figure).asDouble(), within(1e-9));
                ScoreReference.assertWithinError(estimates.get(figure), expected.get("ends"), figure);
            }
        }
    }

    @Test
    void profilesAreThoseOfRliable() {
        JsonNode given = ScoreReference.ROOT.get("thresholds");
        double[] thresholds = new double[given.size()];
        for (int index = 0; index < thresholds.length; index++) {
            thresholds[index] = given.get(index).asDouble();
        }
        for (String variant : ScoreReference.variants()) {
            JsonNode expected = ScoreReference.ROOT.get("profiles").get(variant);
            List<Estimate> profile = bootstrap.profile(ScoreReference.scores(variant), thresholds);
            for (int index = 0; index < thresholds.length; index++) {
                assertThat(profile.get(index).value())
                        .isCloseTo(expected.get("shares").get(index).asDouble(), within(1e-9));
                assertCloseToAStep(profile.get(index), expected.get("ends"), index);
            }
        }
    }

    /** A share of 15 runs moves in steps: an end that falls between two of them may fall on either. */
    private static void assertCloseToAStep(Estimate share, JsonNode ends, int index) {
        double[] both = {share.low(), share.high()};
        for (int end = 0; end < 2; end++) {
            double error = ends.get("error").get(end).get(index).asDouble();
            double step = error == 0 ? 0 : 1.0 / 15;
            assertThat(both[end]).isCloseTo(ends.get("mean").get(end).get(index).asDouble(), within(1e-9 + step));
        }
    }

    @Test
    void probabilitiesOfImprovementAreThoseOfRliable() {
        for (JsonNode expected : ScoreReference.ROOT.get("improvements")) {
            Estimate estimate = bootstrap.improvement(
                    ScoreReference.scores(expected.get("variant").asText()),
                    ScoreReference.scores(expected.get("other").asText()));
            assertThat(estimate.value()).isCloseTo(expected.get("value").asDouble(), within(1e-9));
            JsonNode ends = expected.get("ends").get("mean");
            // The reference has a quarter of the draws here.
            double twice = 2 * ScoreReference.ERROR;
            double width = ends.get(1).asDouble() - ends.get(0).asDouble();
            assertThat(estimate.low()).isCloseTo(ends.get(0).asDouble(), within(twice * width));
            assertThat(estimate.high()).isCloseTo(ends.get(1).asDouble(), within(twice * width));
        }
    }

    @Test
    void neitherTheOrderOfRunsNorOfQuestionsChangesAnything() {
        List<Estimate> expected = bootstrap.estimates(ScoreReference.scores("guided"), FIGURES);
        bootstrap.estimates(ScoreReference.scores("real"), FIGURES);
        JsonNode runs = ScoreReference.ROOT.get("runs").get("guided");
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        for (int shuffle = 0; shuffle < 5; shuffle++) {
            Collections.shuffle(order, new Random(shuffle));
            SeededScores.Builder shuffled = SeededScores.of("guided");
            for (int seed = 0; seed < order.size(); seed++) {
                for (int task = 2; task >= 0; task--) {
                    shuffled.add(
                            "task " + task,
                            seed,
                            runs.get(order.get(seed)).get(task).asDouble());
                }
            }
            assertThat(bootstrap.estimates(shuffled.build(), FIGURES)).isEqualTo(expected);
        }
    }

    @Test
    void theSameScoresUnderTwoNamesImproveInHalfOfAllCases() {
        SeededScores.Builder copy = SeededScores.of("copy");
        SeededScores real = ScoreReference.scores("real");
        real.tasks().forEach(task -> real.bySeed(task).forEach((seed, score) -> copy.add(task, seed, score)));
        Estimate estimate = bootstrap.improvement(copy.build(), real);

        assertThat(estimate.value()).isEqualTo(0.5);
        assertThat(estimate.low()).isLessThan(0.5);
        assertThat(estimate.high()).isGreaterThan(0.5);
    }

    @Test
    void oneSeedHasNoIntervalAndSaysSo() {
        SeededScores one = SeededScores.of("a").add("t", 3, 5).add("u", 3, 7).build();
        SeededScores uneven = SeededScores.of("b")
                .add("t", 3, 5)
                .add("t", 4, 6)
                .add("u", 3, 7)
                .build();

        assertThat(bootstrap.estimates(one, List.of(Aggregates::mean)))
                .containsExactly(new Estimate(6, null, "there is only one seed"));
        assertThat(bootstrap.estimates(uneven, List.of(Aggregates::mean)))
                .containsExactly(new Estimate(6.25, null, "a task has only one seed"));
        assertThat(bootstrap.improvement(uneven, one)).isEqualTo(new Estimate(0.625, null, "a task has only one seed"));
    }

    @Test
    void whatIsNoNumberIsRefusedByName() {
        SeededScores.Builder builder = SeededScores.of("guided").add("umaze", 1, 2);
        for (double score : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> builder.add("medium", 7, score))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The score of 'guided' on 'medium' with seed 7 is " + score + ", not a finite number");
        }
        assertThatThrownBy(() -> builder.add("umaze", 1, 2))
                .hasMessage("There are two scores of 'guided' on 'umaze' with seed 1");
        assertThatThrownBy(() -> SeededScores.of("empty").build()).hasMessage("There is no score of 'empty'");
        assertThatThrownBy(() -> bootstrap.improvement(
                        builder.build(), SeededScores.of("b").add("x", 1, 1).build()))
                .hasMessage("'guided' and 'b' have no task in common");
    }
}
