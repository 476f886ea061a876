package io.leeway.tensorflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.BenchmarkContract;
import io.leeway.testkit.agent.FixedExperience;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AgentBenchmarkContractTest extends BenchmarkContract {
    /** Makes experience of the dataset that is bound. */
    private record DatasetExperience(@Nullable Dataset dataset) implements Components {
        @Override
        public <K> K create(Configured<K> choice) {
            if (dataset == null) {
                throw new IllegalStateException("No dataset is bound");
            }
            return choice.kind().cast(new FixedExperience(dataset.transitions()));
        }

        @Override
        public <T> Components with(Class<T> type, T value) {
            return value instanceof Dataset bound ? new DatasetExperience(bound) : this;
        }
    }

    @Override
    protected Benchmark benchmark() {
        return benchmark(List.of(MeasuredAgent.BC));
    }

    private static Benchmark benchmark(List<MeasuredAgent> agents) {
        Configured<ExperienceSource> real = new Configured<>(ExperienceSource.class, "real", new Nothing());
        AgentBenchmarkConfig config = new AgentBenchmarkConfig(8, List.of(8, 8), 3, 2, agents, 100, real, 2, 1, null);
        return new AgentBenchmark(config, new DatasetExperience(null), RandomSource.of(1), Device.CPU);
    }

    private record Nothing() {}

    @Test
    void measuresEveryAlgorithm() {
        Map<String, Object> figures = benchmark(List.of(MeasuredAgent.values())).run(Progress.NONE);

        assertThat(figures.get("updates_per_s"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("td3-bc", "iql", "bc", "cql", "sac-n", "edac", "awac", "rebrac");
    }
}
