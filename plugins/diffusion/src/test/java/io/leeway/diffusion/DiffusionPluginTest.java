package io.leeway.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class DiffusionPluginTest {
    @Test
    void isFoundAndOffersItsComponents() {
        List<Plugin> found = ServiceLoader.load(Plugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(found).hasOnlyElementsOfType(DiffusionPlugin.class).hasSize(1);
        assertThat(found.get(0).components())
                .extracting(component -> component.kind().getSimpleName() + " " + component.name())
                .containsExactlyInAnyOrder(
                        "Sampler sde-dpm-solver-pp",
                        "Sampler dpm-solver-pp",
                        "Sampler heun",
                        "Sampler euler",
                        "Dynamics random-features",
                        "Guidance none",
                        "Guidance policy",
                        "Guidance adaptive-policy",
                        "Guidance value-gradient",
                        "Guidance advantage-weighted",
                        "Guidance return-conditioned",
                        "ExperienceSource real",
                        "ExperienceSource diffusion",
                        "ExperienceSource world-model",
                        "ExperienceSource synther",
                        "ExperienceSource gta",
                        "ExperienceSource mixture");
        assertThat(found.get(0).components())
                .extracting(Component::name)
                .allMatch(name -> Component.NAME.matcher(name).matches());
    }
}
