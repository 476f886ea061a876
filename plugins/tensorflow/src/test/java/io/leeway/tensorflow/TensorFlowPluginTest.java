package io.leeway.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Accelerator;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Component;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.Plugin;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.dynamics.Dynamics;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class TensorFlowPluginTest {
    @Test
    void isFoundAndOffersItsComponents() {
        Plugin plugin = ServiceLoader.load(Plugin.class).stream()
                .filter(provider -> provider.type() == TensorFlowPlugin.class)
                .findFirst()
                .orElseThrow()
                .get();
        assertThat(plugin.components())
                .allSatisfy(component -> assertThat(component.name()).matches(Component.NAME))
                .extracting(component -> component.kind().getSimpleName() + " " + component.name())
                .containsExactly(
                        Denoiser.class.getSimpleName() + " edm-unet",
                        Denoiser.class.getSimpleName() + " edm-mlp",
                        Denoiser.class.getSimpleName() + " edm-transformer",
                        Agent.class.getSimpleName() + " td3-bc",
                        Agent.class.getSimpleName() + " iql",
                        Agent.class.getSimpleName() + " bc",
                        Agent.class.getSimpleName() + " cql",
                        Agent.class.getSimpleName() + " combo",
                        Agent.class.getSimpleName() + " sac-n",
                        Agent.class.getSimpleName() + " edac",
                        Agent.class.getSimpleName() + " awac",
                        Agent.class.getSimpleName() + " rebrac",
                        ReturnEstimator.class.getSimpleName() + " fitted-q",
                        Dynamics.class.getSimpleName() + " pets",
                        Benchmark.class.getSimpleName() + " agents",
                        Benchmark.class.getSimpleName() + " devices",
                        Benchmark.class.getSimpleName() + " diffusion",
                        Diagnostic.class.getSimpleName() + " tensorflow",
                        Accelerator.class.getSimpleName() + " tensorflow");
    }
}
