package io.leeway.tensorflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.sampling.EulerConfig;
import io.leeway.diffusion.sampling.EulerSampler;
import io.leeway.diffusion.sampling.LoopConfig;
import io.leeway.diffusion.sampling.NoiseSchedule;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import io.leeway.tensorflow.diffusion.network.WindowCondition;
import io.leeway.tensorflow.layer.Precision;
import io.leeway.testkit.BenchmarkContract;
import io.leeway.testkit.agent.FixedExperience;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The CPU against itself: a loop in one call against the same step by step, and everything else against its like. */
final class DeviceBenchmarkContractTest extends BenchmarkContract {
    /** Makes what is asked for of its configuration, and experience of the dataset that is bound. */
    private record Direct(@Nullable Dataset dataset) implements Components {
        @Override
        public <K> K create(Configured<K> choice) {
            Object made;
            if (choice.kind() == Sampler.class) {
                made = new EulerSampler((EulerConfig) choice.configuration());
            } else if (choice.kind() == Guidance.class) {
                made = new PolicyGuidance((PolicyGuidanceConfig) choice.configuration());
            } else if (dataset != null) {
                made = new FixedExperience(dataset.transitions());
            } else {
                throw new IllegalStateException("No dataset is bound");
            }
            return choice.kind().cast(made);
        }

        @Override
        public <T> Components with(Class<T> type, T value) {
            return value instanceof Dataset bound ? new Direct(bound) : this;
        }
    }

    private record Nothing() {}

    @Override
    protected Benchmark benchmark() {
        EdmConfig training = new EdmConfig(
                16, 1000, 0.003, 0.1, 0.995, 2, -1.2, 1.2, WindowCondition.NONE, 0, Precision.FLOAT32, false);
        PolicyGuidanceConfig guidance = PolicyGuidanceConfig.of(PolicyGuidanceConfig.Form.PROXIMAL, 2);
        DeviceBenchmarkConfig config = new DeviceBenchmarkConfig(
                new EdmUnetConfig(8, 2, 3, 8, true, training),
                3,
                2,
                5,
                euler(true),
                euler(false),
                new Configured<>(Guidance.class, "policy", guidance),
                List.of(8, 8),
                List.of(MeasuredAgent.TD3_BC),
                new Configured<>(ExperienceSource.class, "real", new Nothing()));
        return new DeviceBenchmark(config, new Direct(null), RandomSource.of(1), Device.CPU);
    }

    private static Configured<Sampler> euler(boolean fused) {
        NoiseSchedule levels = new NoiseSchedule(NoiseSchedule.Shape.KARRAS, 0.05, 10, null);
        return new Configured<>(Sampler.class, "euler", new EulerConfig(6, levels, new LoopConfig(256, fused)));
    }

    @Test
    void findsTheCpuToAgreeWithItself() {
        Map<String, Object> figures = benchmark().run(Progress.NONE);

        assertThat(figures).containsEntry("device", "cpu");
        assertThat(figures.get("relative_error"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
                .containsOnlyKeys("td3-bc", "evaluation", "sampling", "training")
                .containsEntry("td3-bc", 0.0)
                .containsEntry("evaluation", 0.0)
                .containsEntry("training", 0.0)
                .hasEntrySatisfying("sampling", error -> assertThat(error).isBetween(1e-9, 1e-4));
    }
}
