package io.leeway.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class DistributionTest {
    @Test
    void quartilesLieBetweenNeighboursAsNumPysDo() {
        Distribution four = Distribution.of(new double[] {4, 1, 3, 2});
        assertThat(List.of(four.lowerQuartile(), four.median(), four.upperQuartile()))
                .containsExactly(1.75, 2.5, 3.25);
        assertThat(four.deviation()).isEqualTo(Math.sqrt(1.25));
        assertThat(Distribution.of(new double[] {1, Double.NaN}).median()).isNaN();
    }

    @Test
    void oneNumberIsItsOwnDistribution() {
        Distribution one = Distribution.of(new double[] {7});
        assertThat(one).isEqualTo(new Distribution(1, 7, 0, 7, 7, 7, 7, 7));
    }

    @Test
    void theNumbersStayInTheirOrder() {
        double[] values = {3, 1, 2};
        assertThat(Distribution.of(values).maximum()).isEqualTo(3);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void momentsAreThoseOfASample() {
        Moments moments = Moments.of(2, 4, 4, 6);
        assertThat(moments.mean()).isEqualTo(4);
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(8.0 / 3), within(1e-15));
        assertThat(moments.standardError()).isCloseTo(Math.sqrt(8.0 / 3 / 4), within(1e-15));
        assertThat(Moments.of(7).standardError()).isNaN();
        assertThat(Moments.of(7, Double.NaN).mean()).isNaN();
    }

    @Test
    void streamedMomentsLeaveOutWhatIsNotFinite() {
        StreamingMoments moments = new StreamingMoments();
        assertThat(List.of(moments.mean(), moments.deviation(), moments.minimum(), moments.maximum()))
                .containsOnly(Double.NaN);
        DoubleStream.of(1, Double.NaN, 2, Double.POSITIVE_INFINITY, 6).forEach(moments::add);
        assertThat(moments.count()).isEqualTo(3);
        assertThat(moments.notFinite()).isEqualTo(2);
        assertThat(moments.mean()).isEqualTo(3);
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(14.0 / 3), within(1e-15));
        assertThat(List.of(moments.minimum(), moments.maximum())).containsExactly(1.0, 6.0);
    }

    @Test
    void blocksOfNumbersCountAsEachOfThem() {
        StreamingMoments one = new StreamingMoments();
        StreamingMoments many = new StreamingMoments();
        RandomSource random = RandomSource.of(3);
        for (int size : new int[] {1, 7, 4096, 0, 50}) {
            double[] values = new double[size + 2];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 17 == 3 ? Double.NaN : 1e6 + random.nextGaussian();
            }
            for (int i = 0; i < size; i++) {
                one.add(values[i]);
            }
            many.add(values, size);
        }
        assertThat(many.count()).isEqualTo(one.count());
        assertThat(many.notFinite()).isEqualTo(one.notFinite());
        assertThat(many.minimum()).isEqualTo(one.minimum());
        assertThat(many.maximum()).isEqualTo(one.maximum());
        assertThat(many.mean()).isCloseTo(one.mean(), within(1e-8));
        assertThat(many.deviation()).isCloseTo(one.deviation(), within(1e-9));
    }
}
