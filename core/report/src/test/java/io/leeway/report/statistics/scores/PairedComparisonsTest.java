package io.leeway.report.statistics.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.report.statistics.scores.PairedComparisons.Comparison;
import io.leeway.report.statistics.scores.PairedComparisons.Verdict;
import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PairedComparisonsTest {
    @Test
    void differencesIntervalsAndCorrectedValuesAreThoseOfScipyAndStatsmodels() {
        JsonNode reference = ScoreReference.ROOT.get("paired");
        List<PairedDifference> differences = new ArrayList<>();
        for (JsonNode expected : reference) {
            List<Integer> tasks = new ArrayList<>();
            expected.get("tasks").forEach(task -> tasks.add(task.asInt()));
            differences.add(PairedDifference.of(
                    ScoreReference.scores(expected.get("variant").asText(), tasks),
                    ScoreReference.scores(expected.get("baseline").asText(), tasks)));
        }
        PairedComparisons family = PairedComparisons.of(differences);

        assertThat(family.tested()).isEqualTo(reference.size());
        for (int index = 0; index < reference.size(); index++) {
            JsonNode expected = reference.get(index);
            Comparison comparison = family.comparisons().get(index);
            close(comparison.difference().difference(), expected.get("difference"));
            close(comparison.difference().standardError(), expected.get("standard_error"));
            close(comparison.pValue(), expected.get("p"));
            close(comparison.adjustedPValue(), expected.get("adjusted_p"));
            Interval interval = Objects.requireNonNull(comparison.interval());
            close(interval.low(), expected.get("interval").get(0));
            close(interval.high(), expected.get("interval").get(1));
            assertThat(comparison.verdict() != Verdict.NONE)
                    .isEqualTo(expected.get("differs").asBoolean());
        }
        assertThat(family.comparisons()).extracting(Comparison::verdict).contains(Verdict.HIGHER, Verdict.NONE);
    }

    @Test
    void quantilesAreThoseOfScipy() {
        for (JsonNode expected : ScoreReference.ROOT.get("student")) {
            double quantile = Student.quantile(
                    expected.get("degrees").asInt(), expected.get("level").asDouble());
            assertThat(quantile / expected.get("quantile").asDouble()).isCloseTo(1, within(1e-9));
        }
    }

    private static void close(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(1e-9));
    }

    @Test
    void aVerdictIsGivenExactlyWhereTheCorrectedIntervalExcludesZero() {
        RandomSource random = RandomSource.of(12);
        int called = 0;
        for (int family = 0; family < 200; family++) {
            List<PairedDifference> differences = new ArrayList<>();
            for (int member = 0; member < 6; member++) {
                differences.add(new PairedDifference(
                        "v" + member, "b", 1, 2 + random.nextInt(9), 0, 3 * random.nextGaussian(), 0.8));
            }
            for (Comparison comparison : PairedComparisons.of(differences).comparisons()) {
                boolean differs = comparison.verdict() != Verdict.NONE;
                assertThat(Objects.requireNonNull(comparison.corrected()).includesZero())
                        .isEqualTo(!differs);
                assertThat(comparison.adjustedPValue() <= 0.05).isEqualTo(differs);
                called += differs ? 1 : 0;
            }
        }
        assertThat(called).isBetween(100, 1100);
    }

    @Test
    void noDifferenceIsCalledInNineteenOfTwentyFamiliesWhereThereIsNone() {
        RandomSource random = RandomSource.of(3);
        int wrong = 0;
        for (int family = 0; family < 2000; family++) {
            SeededScores baseline = noise("baseline", random);
            List<PairedDifference> differences = new ArrayList<>();
            for (int variant = 0; variant < 4; variant++) {
                differences.add(PairedDifference.of(noise("v" + variant, random), baseline));
            }
            wrong += PairedComparisons.of(differences).comparisons().stream()
                            .anyMatch(comparison -> comparison.verdict() != Verdict.NONE)
                    ? 1
                    : 0;
        }
        // At most 100 are expected; five standard deviations of a count of 100 in 2,000 are 49.
        assertThat(wrong).isBetween(20, 149);
    }

    private static SeededScores noise(String name, RandomSource random) {
        SeededScores.Builder scores = SeededScores.of(name);
        for (int seed = 0; seed < 4; seed++) {
            scores.add("t", seed, random.nextGaussian());
        }
        return scores.build();
    }

    @Test
    void identicalVariantsDifferByNothing() {
        Comparison comparison = PairedComparisons.of(
                        List.of(PairedDifference.of(ScoreReference.scores("real"), ScoreReference.scores("real"))))
                .comparisons()
                .get(0);

        assertThat(comparison.difference().difference()).isZero();
        assertThat(comparison.adjustedPValue()).isEqualTo(1);
        assertThat(comparison.corrected()).isEqualTo(new Interval(0, 0));
        assertThat(comparison.verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void unequalSeedsAreComparedOnThoseThatBothHave() {
        SeededScores.Builder first = SeededScores.of("a");
        SeededScores.Builder second = SeededScores.of("b");
        for (int seed = 0; seed < 5; seed++) {
            first.add("t", seed, 10 + seed * seed).add("only a's", seed, 1000);
            second.add("t", seed + 2, 7 + seed);
        }
        PairedDifference difference = PairedDifference.of(first.build(), second.build());

        // Seeds 2, 3 and 4: 14 − 7, 19 − 8, 26 − 9.
        assertThat(difference).isEqualTo(new PairedDifference("a", "b", 1, 3, 4, 35 / 3.0, difference.standardError()));
        assertThat(difference.standardError()).isCloseTo(Math.sqrt(25.333333333333332 / 3), within(1e-12));
    }

    @Test
    void onePairIsNotTestedAndNoneOfTheFamily() {
        SeededScores one = SeededScores.of("one").add("task 0", 0, 4).build();
        SeededScores far = SeededScores.of("far").add("elsewhere", 0, 4).build();
        SeededScores real = ScoreReference.scores("real");
        PairedDifference tested = PairedDifference.of(ScoreReference.scores("guided"), real);
        PairedComparisons family =
                PairedComparisons.of(List.of(PairedDifference.of(one, real), tested, PairedDifference.of(far, real)));

        assertThat(family.tested()).isEqualTo(1);
        assertThat(family.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.UNTESTED, Verdict.HIGHER, Verdict.UNTESTED);
        assertThat(family.comparisons().get(0).corrected()).isNull();
        assertThat(family.comparisons().get(1).adjustedPValue()).isEqualTo(tested.pValue());
        assertThat(family.comparisons().get(2).difference().pairs()).isZero();
    }
}
