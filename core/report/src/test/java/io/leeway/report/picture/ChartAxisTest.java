package io.leeway.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ChartAxisTest {
    private static List<String> labels(ChartAxis axis) {
        return axis.ticks().stream().map(axis::label).toList();
    }

    @Test
    void endsWithTheDataWhereItIsTight() {
        ChartAxis axis = ChartAxis.tight(DoubleStream.of(1, 17, 32), false);
        assertThat(axis.part(1)).isZero();
        assertThat(axis.part(32)).isEqualTo(1);
        assertThat(labels(axis)).containsExactly("10", "20", "30");
        assertThat(labels(ChartAxis.tight(DoubleStream.of(0, 10), false)))
                .containsExactly("0", "2", "4", "6", "8", "10");
    }

    @Test
    void endsWithRoundNumbersWhereItIsRound() {
        ChartAxis axis = ChartAxis.round(DoubleStream.of(0.041, 1.47), false);
        assertThat(axis.least()).isZero();
        assertThat(axis.greatest()).isCloseTo(1.5, within(1e-12));
        assertThat(labels(axis)).containsExactly("0.0", "0.5", "1.0", "1.5");
        assertThat(labels(ChartAxis.round(DoubleStream.of(-3, 7), false)))
                .containsExactly("−4", "−2", "0", "2", "4", "6", "8");
    }

    @Test
    void isLabelledByPowersOfTenWhereItHasEqualRatios() {
        ChartAxis axis = ChartAxis.round(DoubleStream.of(4.1e-6, 0.41), true);
        assertThat(axis.part(0.1)).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(labels(axis)).startsWith("1e−6").contains("0.01", "1");
    }

    @Test
    void hasSomeExtentForOneValueOrNone() {
        for (DoubleStream values : List.of(DoubleStream.empty(), DoubleStream.of(5), DoubleStream.of(Double.NaN))) {
            ChartAxis axis = ChartAxis.round(values, false);
            assertThat(axis.greatest()).isGreaterThan(axis.least());
            assertThat(axis.ticks()).isNotEmpty();
        }
    }
}
