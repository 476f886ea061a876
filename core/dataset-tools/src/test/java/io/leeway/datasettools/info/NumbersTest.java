package io.leeway.datasettools.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class NumbersTest {
    @Test
    void streamedBinsHoldWhatASecondLookWouldCount() {
        RandomSource random = RandomSource.of(5);
        double[] values = DoubleStream.concat(
                        DoubleStream.generate(() -> 1e-6 * random.nextGaussian())
                                .limit(50),
                        DoubleStream.generate(() -> 300 * random.nextGaussian() - 40)
                                .limit(5000))
                .toArray();
        StreamingHistogram histogram = new StreamingHistogram();
        Arrays.stream(values).forEach(histogram::add);
        histogram.add(Double.NaN);
        assertThat(histogram.bins()).isBetween(100, 256);
        for (int bin = 0; bin < histogram.bins(); bin++) {
            double low = histogram.edge(bin);
            double high = histogram.edge(bin + 1);
            assertThat(histogram.count(bin))
                    .isEqualTo(Arrays.stream(values)
                            .filter(value -> value >= low && value < high)
                            .count());
        }
    }

    @Test
    void streamedBinsTakeAnyRange() {
        StreamingHistogram histogram = new StreamingHistogram();
        DoubleStream.of(0, 1e-300, -1e300, 1e300, 0).forEach(histogram::add);
        long sum = 0;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            sum += histogram.count(bin);
        }
        assertThat(sum).isEqualTo(5);
    }

    @Test
    void histogramsOfTextHaveRoundEdgesAndAllNumbers() {
        List<String> lines = HistogramText.lines(new double[] {0, 0.5, 1, 1, 1.9, Double.NaN}, true);
        assertThat(lines.get(0)).startsWith("0.0 to 0.2 | ").endsWith("# 1");
        assertThat(lines).hasSize(10);
        assertThat(lines.get(5)).endsWith(" 2");
        assertThat(HistogramText.lines(new double[] {7, 7}, false)).hasSize(1);
    }
}
