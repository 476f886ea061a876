package io.leeway.report.statistics.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The answers of rliable, scipy, statsmodels and Unifloral's code, which {@code score_reference.py} wrote. */
final class ScoreReference {
    static final JsonNode ROOT = read();

    /**
     * The Monte-Carlo error of an end of a 95 % interval, in widths of the interval: of 10,000 draws of a normal
     * distribution the 2.5th percentile is known to 0.7 % of the width, and the reference has an error of its own. Five
     * standard deviations of the difference are allowed.
     */
    static final double ERROR = 5 * Math.sqrt(0.025 * 0.975 / 10_000) / 0.0584 / 3.92 * Math.sqrt(2);

    private ScoreReference() {}

    private static JsonNode read() {
        try (InputStream stream = ScoreReference.class.getResourceAsStream("score_reference.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> variants() {
        List<String> names = new ArrayList<>();
        ROOT.get("runs").fieldNames().forEachRemaining(names::add);
        return names;
    }

    static SeededScores scores(String variant) {
        return scores(variant, List.of(0, 1, 2));
    }

    static SeededScores scores(String variant, List<Integer> tasks) {
        SeededScores.Builder builder = SeededScores.of(variant);
        JsonNode runs = ROOT.get("runs").get(variant);
        for (int seed = 0; seed < runs.size(); seed++) {
            for (int task : tasks) {
                builder.add("task " + task, seed, runs.get(seed).get(task).asDouble());
            }
        }
        return builder.build();
    }

    /** Checks both ends: {@code ends} has a list of low ends and one of high ends. */
    static void assertWithinError(Estimate actual, JsonNode ends, int figure) {
        double low = ends.get("mean").get(0).get(figure).asDouble();
        double high = ends.get("mean").get(1).get(figure).asDouble();
        assertThat(actual.low()).isCloseTo(low, within(ERROR * (high - low)));
        assertThat(actual.high()).isCloseTo(high, within(ERROR * (high - low)));
    }
}
