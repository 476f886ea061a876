package io.leeway.environment.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.environment.diagnosis.NeighbourMeasure.Limits;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NeighbourMeasureTest {
    private final Reference reference = new Reference(LineData.of(1, 4000));
    private final NeighbourMeasure measure = new NeighbourMeasure(reference, Limits.FULL);

    private Map<String, Double> figures(Transitions transitions) {
        return measure.of(Subject.of("source", transitions)).figures();
    }

    @Test
    void findsThatCopiesCoverAllAndAreNotNew() {
        assertThat(figures(reference.all()))
                .containsEntry("coverage", 1.0)
                .containsEntry("novelty", 0.0)
                .containsEntry("copies", 1.0);
    }

    /** Among as many of two samples of one distribution, the nearest five are all of the first with 2⁻⁵. */
    @Test
    void expectsOfOtherDataOfTheSameDistributionWhatItsDefinitionSays() {
        double coverage = 0;
        for (int seed = 2; seed < 10; seed++) {
            coverage += figures(LineData.transitions(seed, 4000)).getOrDefault("coverage", Double.NaN) / 8;
        }
        assertThat(coverage).isCloseTo(1 - 1.0 / 32, within(0.015));
        Map<String, Double> other = figures(LineData.transitions(2, 4000));
        assertThat(other.get("novelty")).isCloseTo(1, within(0.1));
        assertThat(other.get("copies")).isLessThan(0.01);
        Map<String, Double> heldOut =
                measure.of(reference.heldOut("data", 4000)).figures();
        assertThat(heldOut.get("coverage")).isCloseTo(1 - 1.0 / 32, within(0.03));
        assertThat(heldOut.get("novelty")).isCloseTo(1, within(1e-12));
    }

    @Test
    void findsThatWhatStaysInOnePlaceCoversLittle() {
        Transitions narrow = LineData.transitions(2, 4000);
        Transitions same = Transitions.zeros(1, 1, 4000);
        for (int row = 0; row < 4000; row++) {
            same.copyRow(narrow, row % 10, row);
        }
        assertThat(figures(same).get("coverage")).isLessThan(0.05);
    }

    @Test
    void agreesWithDistancesToAll() {
        Reference few = new Reference(LineData.of(3, 300));
        Transitions given = LineData.transitions(4, 300);
        Columns columns = few.columns();
        float[] real = columns.points(few.all());
        float[] others = columns.points(given);
        double[] nearest = new double[300];
        for (int row = 0; row < 300; row++) {
            nearest[row] = distances(others, row, real)[0];
        }
        // coverage is among as many as are held out: every fifth
        int[] some = Rows.spread(300, 60);
        float[] someReal = columns.points(Rows.of(few.all(), some));
        float[] someOthers = columns.points(Rows.of(given, some));
        double covered = 0;
        for (int row = 0; row < 60; row++) {
            covered += distances(someReal, row, someOthers)[0] <= distances(someReal, row, someReal)[5] ? 1 : 0;
        }
        NeighbourMeasure small = new NeighbourMeasure(few, Limits.FULL);
        assertThat(small.of(Subject.of("source", given)).figures().get("coverage"))
                .isCloseTo(covered / 60, within(1e-12));
        assertThat(small.distances(Subject.of("source", given))).containsExactly(nearest, within(1e-12));
    }

    /** The floor and every source are among as many, however much of either there is. */
    @Test
    void comparesAsManyOfEverySourceAsAreHeldOut() {
        Transitions given = LineData.transitions(2, 8000);
        Transitions fifth = Rows.of(given, Rows.spread(8000, 800));
        assertThat(figures(given).get("coverage")).isEqualTo(figures(fifth).get("coverage"));
        assertThat(measure.of(Subject.of("source", fifth)).notes()).isEmpty();
        assertThat(measure.of(Subject.of("source", LineData.transitions(2, 700)))
                        .notes())
                .containsExactly(
                        "Coverage is among 700 transitions, since there are no more, in place of 800: it is not"
                                + " that of a source which has as many.");
    }

    private static double[] distances(float[] queries, int row, float[] points) {
        double[] all = new double[points.length / 4];
        for (int point = 0; point < all.length; point++) {
            for (int column = 0; column < 4; column++) {
                all[point] += Math.pow((double) queries[row * 4 + column] - points[point * 4 + column], 2);
            }
            all[point] = Math.sqrt(all[point]);
        }
        Arrays.sort(all);
        return all;
    }

    @Test
    void drawsSharesThatAddUpToOne() {
        Curve curve = measure.of(Subject.of("source", LineData.transitions(2, 1000)))
                .curves()
                .get(0);
        assertThat(Arrays.stream(curve.y()).sum()).isCloseTo(1, within(1e-9));
        assertThat(curve.x()).hasSize(curve.y().length).isSorted();
    }
}
