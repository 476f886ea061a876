package io.leeway.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class LogarithmicTicksTest {
    @Test
    void aDecadeGetsManyAndManyDecadesGetFew() {
        assertThat(ticks(0.5, 3).values()).containsExactly(0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 2.0, 3.0);
        assertThat(ticks(0.05, 1).values()).containsExactly(0.05, 0.1, 0.2, 0.3, 0.5, 1.0);
        assertThat(ticks(0.001, 0.9).values()).containsExactly(0.001, 0.003, 0.01, 0.03, 0.1, 0.3);
        assertThat(ticks(1e-12, 1e6).values()).containsExactly(1e-12, 1e-9, 1e-6, 1e-3, 1.0, 1e3, 1e6);
    }

    @Test
    void aNarrowRangeIsLeftToTheChartLibrary() {
        assertThat(ticks(0.00121, 0.00189).values()).isEmpty();
    }

    @Test
    void farFromOneLabelsAreScientific() {
        assertThat(ticks(0.001, 10).format()).isEqualTo(",~r");
        assertThat(ticks(1e-7, 1e-3).format()).isEqualTo("~e");
    }

    private static LogarithmicTicks ticks(double least, double most) {
        return LogarithmicTicks.of(DoubleStream.of(least, most).summaryStatistics());
    }
}
