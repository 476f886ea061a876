package io.leeway.experiment.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.environment.evaluation.Quality;
import io.leeway.experiment.artifact.AgentFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ScoreDifferencesTest {
    private static final List<Long> SEEDS = List.of(3L, 1L, 2L);

    /** Differences 1, 2, 3: mean 2 and standard error 1/√3; Student's quantile of 97.5 % at 2 degrees is 4.302653. */
    @Test
    void theIntervalIsStudents() {
        ScoreDifferences differences =
                ScoreDifferences.of(List.of(outcome("real", 10, 20, 30), outcome("guided", 11, 22, 33)), SEEDS);

        Map<String, Object> difference = differences.tree().get(0);
        assertThat(difference).containsEntry("experience", "guided").containsEntry("baseline", "real");
        assertThat(number(difference, "difference")).isCloseTo(2, within(1e-12));
        assertThat(number(difference, "low")).isCloseTo(2 - 4.302652729749462 / Math.sqrt(3), within(1e-9));
        assertThat(number(difference, "high")).isCloseTo(2 + 4.302652729749462 / Math.sqrt(3), within(1e-9));
        assertThat(differences.lines())
                .containsExactly(
                        "Differences on equal seeds, with 95 % intervals (Student's):",
                        "  guided − real: 2.0 [−0.5, 4.5], no difference shown");
    }

    @Test
    void whatExcludesZeroIsCalledHigherAfterTheCorrection() {
        ScoreDifferences differences = ScoreDifferences.of(
                List.of(outcome("real", 10, 20, 30), outcome("guided", 20, 30.1, 40), outcome("other", 10, 25, 28)),
                SEEDS);

        assertThat(differences.tree())
                .extracting(tree -> tree.get("verdict"))
                .containsExactly("higher", "no difference shown", "no difference shown");
        assertThat(differences.lines().get(0)).endsWith("(Student's, by Holm's rule for 3):");
    }

    @Test
    void oneSeedShowsNothing() {
        ScoreDifferences differences = ScoreDifferences.of(List.of(outcome("a", 1), outcome("b", 2)), List.of(0L));

        assertThat(differences.lines()).isEmpty();
        assertThat(differences.tree().get(0))
                .containsEntry("verdict", "too few pairs")
                .doesNotContainKey("low");
    }

    @Test
    void whatWasNotEvaluatedIsLeftOut() {
        ScoreDifferences differences = ScoreDifferences.of(
                List.of(outcome("a", 1, 2, 3), outcome("b", 2, Double.NaN, 4), outcome("c", 2, 3, 5)), SEEDS);

        assertThat(differences.tree())
                .extracting(tree -> tree.get("experience"))
                .containsExactly("c");
    }

    private static double number(Map<String, Object> tree, String key) {
        return (Double) Objects.requireNonNull(tree.get(key));
    }

    private static Outcome outcome(String entry, double... scores) {
        return new Outcome(
                entry,
                Arrays.stream(scores)
                        .mapToObj(
                                score -> new AgentFigures(1000.0, score, null, new Quality(null, null, null, 0), null))
                        .toList(),
                Double.NaN);
    }
}
