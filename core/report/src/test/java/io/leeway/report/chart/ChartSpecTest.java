package io.leeway.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.report.Charts;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Palette;
import io.leeway.report.Point;
import io.leeway.report.SampleReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChartSpecTest {
    private static final Palette PALETTE = Palette.of(SampleReport.create());

    @Test
    void meansAndBandsAreThoseOfTheSeeds() {
        JsonNode spec = spec(chart(false, series("guided", line("seed 0", 1, 5), line("seed 1", 3, 9))));
        JsonNode mean = spec.at("/datasets/means/1");

        assertThat(mean.get("x").asDouble()).isEqualTo(1);
        assertThat(mean.get("mean").asDouble()).isEqualTo(7);
        assertThat(mean.get("error").asDouble()).isCloseTo(2, within(1e-6));
        assertThat(mean.get("low").asDouble()).isCloseTo(5, within(1e-6));
        assertThat(mean.get("high").asDouble()).isCloseTo(9, within(1e-6));
        assertThat(mean.get("lines").asInt()).isEqualTo(2);
        assertThat(spec.at("/datasets/runs").findValuesAsText("value")).containsExactly("1.0", "5.0", "3.0", "9.0");
    }

    @Test
    void everyEncodedFieldIsInItsData() {
        for (LineChart chart : sampleCharts()) {
            JsonNode spec = spec(chart);
            assertThat(spec.get("$schema").asText()).isEqualTo("https://vega.github.io/schema/vega-lite/v6.json");
            assertThat(spec.get("layer")).isNotEmpty();
            for (JsonNode layer : spec.get("layer")) {
                JsonNode rows = spec.at("/datasets/" + layer.at("/data/name").asText());
                Set<String> fields = new HashSet<>(spec.get("encoding").findValuesAsText("field"));
                fields.addAll(layer.get("encoding").findValuesAsText("field"));
                assertThat(rows).isNotEmpty();
                rows.forEach(row -> assertThat(fields).allMatch(row::has));
            }
        }
    }

    @Test
    void coloursOfVariantsAreTheSameInEveryChart() {
        assertThat(colours(spec(sampleCharts().get(0))))
                .containsExactly("real #0072B2", "unguided #D55E00", "guided #009E73");
        assertThat(colours(spec(sampleCharts().get(1)))).containsExactly("unguided #D55E00", "guided #009E73");
        assertThat(colours(spec(sampleCharts().get(3)))).containsExactly("training #CC79A7", "held out #E69F00");
    }

    @Test
    void whereSeedsHaveNoCommonStepOnlyTheirLinesAreDrawn() {
        Line odd = new Line("seed 1", List.of(new Point(1, 1), new Point(3, 2)));
        JsonNode spec = spec(chart(false, series("guided", line("seed 0", 5), odd)));

        assertThat(spec.at("/datasets/means")).isEmpty();
        assertThat(spec.get("layer").findValuesAsText("name")).contains("runs").doesNotContain("means");
    }

    @Test
    void aStepRecordedTwiceCountsOnceWithItsLastValue() {
        Line twice = new Line("seed 0", List.of(new Point(0, 1), new Point(0, 3)));
        JsonNode spec = spec(chart(false, series("guided", twice, line("seed 1", 5))));

        assertThat(spec.at("/datasets/means")).hasSize(1);
        assertThat(spec.at("/datasets/means/0/mean").asDouble()).isEqualTo(4);
    }

    @Test
    void aValueThatIsNotFiniteLeavesAGap() {
        LineChart chart = chart(false, series("guided", line("seed 0", 1, Double.NaN, 3)));

        assertThat(spec(chart).at("/datasets/means/1/mean").isNull()).isTrue();
        assertThat(ChartData.of(chart).remarks()).containsExactly("One value is not a finite number and leaves a gap.");
    }

    @Test
    void aSeriesWithoutValuesIsNamedAndLeftOut() {
        LineChart chart = chart(false, series("real"), series("guided", line("seed 0", 1, 2)));

        assertThat(ChartData.of(chart).remarks()).containsExactly("There are no values for real.");
        assertThat(colours(spec(chart))).containsExactly("guided #009E73");
    }

    @Test
    void aLogarithmicAxisNeedsValuesAboveZero() {
        LineChart positive = chart(true, series("guided", line("seed 0", 0.1, 10)));
        LineChart zero = chart(true, series("guided", line("seed 0", 0, 10)));

        assertThat(spec(positive).findValuesAsText("type")).contains("log");
        assertThat(spec(zero).findValuesAsText("type")).doesNotContain("log");
        assertThat(ChartData.of(zero).remarks())
                .containsExactly("The vertical axis is linear, for not all values are above zero.");
    }

    @Test
    void aBandOnALogarithmicAxisStaysAboveZero() {
        JsonNode spec = spec(chart(true, series("guided", line("a", 0.001), line("b", 0.001), line("c", 10))));

        assertThat(spec.at("/datasets/means/0/low").asDouble()).isPositive();
    }

    @Test
    void longLinesAreThinnedEvenlyWithTheirLastPoint() {
        double[] values = IntStream.range(0, 1001).asDoubleStream().toArray();
        LineChart chart = chart(false, series("guided", line("seed 0", values)), series("real", line("seed 0", 1, 2)));

        JsonNode means = spec(chart).at("/datasets/means");
        assertThat(ChartData.of(chart).remarks()).containsExactly("Every 3rd point is drawn of guided.");
        assertThat(means.get(1).get("x").asDouble()).isEqualTo(3);
        assertThat(means.findValuesAsText("x")).contains("1000.0");
        assertThat(means).hasSize(335 + 2);
    }

    @Test
    void theChartIsPutIntoWords() {
        LineChart chart = chart(false, series("guided", line("seed 0", 1, 0.00123), line("seed 1", 3, 0.00123)));

        assertThat(spec(chart).get("description").asText())
                .isEqualTo("Title. Line chart of Score against Updates. guided (2 lines): 2.00 at 0, 0.00123 at 1.");
    }

    @Test
    void seriesNamesAreUnique() {
        assertThatThrownBy(() -> chart(false, series("a"), series("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The chart 'Title' has 'a' twice");
    }

    private static List<LineChart> sampleCharts() {
        return SampleReport.create().sections().stream()
                .filter(Charts.class::isInstance)
                .flatMap(section -> ((Charts) section).charts().stream())
                .map(LineChart.class::cast)
                .toList();
    }

    /** Builds the specification and reads it back from its text. */
    private static JsonNode spec(LineChart chart) {
        try {
            return new ObjectMapper()
                    .readTree(ChartSpec.of(chart, ChartData.of(chart), PALETTE, 200)
                            .toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> colours(JsonNode spec) {
        JsonNode scale = spec.at("/encoding/color/scale");
        List<String> colours = new ArrayList<>();
        for (int index = 0; index < scale.get("domain").size(); index++) {
            colours.add(scale.get("domain").get(index).asText() + " "
                    + scale.get("range").get(index).asText());
        }
        return colours;
    }

    private static LineChart chart(boolean logarithmic, Series... series) {
        return new LineChart("Title", "", Axis.linear("Updates"), new Axis("Score", logarithmic), List.of(series));
    }

    private static Series series(String name, Line... lines) {
        return new Series(name, List.of(lines));
    }

    private static Line line(String name, double... values) {
        return new Line(
                name,
                IntStream.range(0, values.length)
                        .mapToObj(index -> new Point(index, values[index]))
                        .toList());
    }
}
