package io.leeway.tensorflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.dynamics.Activation;
import io.leeway.tensorflow.dynamics.PetsConfig;
import io.leeway.testkit.BenchmarkContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DynamicsBenchmarkContractTest extends BenchmarkContract {
    @Override
    protected Benchmark benchmark() {
        return benchmark(null, List.of(8, 8));
    }

    private static Benchmark benchmark(@Nullable String unifloral, List<Integer> hidden) {
        PetsConfig network = new PetsConfig(2, 1, hidden, Activation.RELU, 8, 1000, 1e-3, 0, 0.2, 1000);
        return new DynamicsBenchmark(
                new DynamicsBenchmarkConfig(network, 3, 2, 40, 10, 1, unifloral, "python3"),
                RandomSource.of(1),
                Device.CPU);
    }

    @Test
    void namesWhatItMeasured() {
        assertThat(benchmark().run(Progress.NONE))
                .containsOnlyKeys(
                        "training_sgemm_gflops",
                        "training_rows_per_s",
                        "training_share_of_sgemm",
                        "prediction_sgemm_gflops",
                        "prediction_rows_per_s",
                        "prediction_share_of_sgemm");
    }

    @Test
    void comparesNetworksThatUnifloralHasAlone() {
        assertThatThrownBy(() -> benchmark("unifloral", List.of(8, 16)).run(Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("hidden layers of one size");
    }
}
