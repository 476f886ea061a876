package io.leeway.experiment;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.identity.CodeDigest;
import io.leeway.wiring.identity.ComponentKey;
import io.leeway.wiring.identity.Machine;
import io.leeway.wiring.registry.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what the artifacts of an experiment depend on. */
final class KeyMaker {
    private final Registry registry;
    private final DenoiserExperiment config;
    private final CodeDigest code = new CodeDigest();
    private final Map<String, Object> common = new LinkedHashMap<>();
    private final Map<String, Object> environment = new LinkedHashMap<>();

    KeyMaker(Registry registry, Components components, DenoiserExperiment config, @Nullable EnvironmentSpec spec) {
        this.registry = registry;
        this.config = config;
        common.put("machine", Machine.traits());
        common.put("device", config.device().name());
        common.putAll(Accelerators.used(registry, components));
        common.put("runtime", code.of(KeyMaker.class));
        common.put("spi", code.of(Plugin.class));
        if (config.environment() != null && spec != null) {
            environment.putAll(component(config.environment()));
            environment.put("id", spec.id());
            environment.put("settings", new TreeMap<>(spec.settings()));
        }
    }

    /** Returns the hash of all that an experiment depends on. */
    String experiment(Record whole) {
        return Json.digest(Map.of("config", ConfigurationTree.essential(whole), "common", common));
    }

    ArtifactKey dataset(String title, String identity, boolean seeded, long seed) {
        Map<String, Object> inputs = new LinkedHashMap<>(common);
        if (registry.asksFor(config.dataset(), Environments.class)) {
            inputs.put("environment", environment);
        }
        inputs.put("dataset", component(config.dataset()));
        inputs.put("identity", identity);
        if (seeded) {
            inputs.put("seed", seed);
        }
        return new ArtifactKey("dataset", title, inputs);
    }

    ArtifactKey denoiser(String title, Artifact dataset, long seed) {
        Map<String, Object> inputs = new LinkedHashMap<>(common);
        inputs.put("dataset", dataset.key().id());
        inputs.put("windows", ConfigurationTree.essential(config.windows()));
        inputs.put("denoiser", component(config.denoiser()));
        inputs.put("seed", seed);
        return new ArtifactKey("denoiser", title, inputs);
    }

    ArtifactKey agent(
            ExperimentConfig experiment,
            String title,
            Artifact dataset,
            List<Artifact> denoiser,
            String entry,
            long seed) {
        Map<String, Object> inputs = new LinkedHashMap<>(common);
        inputs.put("environment", environment);
        inputs.put("dataset", dataset.key().id());
        inputs.put("denoiser", denoiser.stream().map(made -> made.key().id()).toList());
        inputs.put("sampler", denoiser.isEmpty() ? Map.of() : component(config.sampler()));
        inputs.put("experience", component(experiment.experience(entry)));
        inputs.put("agent", component(experiment.agent().component()));
        inputs.put("updates", experiment.agent().updates());
        inputs.put("evaluation", ConfigurationTree.essential(experiment.evaluation()));
        inputs.put("seed", seed);
        return new ArtifactKey("agent", title, inputs);
    }

    private Map<String, Object> component(Configured<?> choice) {
        return ComponentKey.of(registry, code, choice);
    }
}
