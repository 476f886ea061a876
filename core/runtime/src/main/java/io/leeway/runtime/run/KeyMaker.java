package io.leeway.runtime.run;

import io.leeway.runtime.config.ConfigurationTree;
import io.leeway.runtime.registry.Choices;
import io.leeway.runtime.registry.Registry;
import io.leeway.spi.Component;
import io.leeway.spi.Configured;
import io.leeway.spi.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what the artifacts of an experiment depend on. */
final class KeyMaker {
    private final Registry registry;
    private final ExperimentConfig config;
    private final CodeDigest code = new CodeDigest();
    private final Map<String, Object> common = new LinkedHashMap<>();

    KeyMaker(Registry registry, ExperimentConfig config) {
        this.registry = registry;
        this.config = config;
        common.put("machine", Machine.traits());
        common.put("device", config.device().name());
        common.put("runtime", code.of(KeyMaker.class));
        common.put("spi", code.of(Plugin.class));
    }

    /** Returns the hash of all that the experiment depends on. */
    String experiment() {
        return Json.digest(Map.of("config", ConfigurationTree.of(config), "common", common));
    }

    ArtifactKey dataset(String title, String identity, boolean seeded, long seed) {
        Map<String, Object> inputs = new LinkedHashMap<>(common);
        inputs.put("environment", component(config.environment()));
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
        inputs.put("windows", ConfigurationTree.of(config.windows()));
        inputs.put("denoiser", component(config.denoiser()));
        inputs.put("seed", seed);
        return new ArtifactKey("denoiser", title, inputs);
    }

    ArtifactKey agent(String title, Artifact dataset, List<Artifact> denoiser, String entry, long seed) {
        Map<String, Object> inputs = new LinkedHashMap<>(common);
        inputs.put("environment", component(config.environment()));
        inputs.put("dataset", dataset.key().id());
        inputs.put("denoiser", denoiser.stream().map(made -> made.key().id()).toList());
        inputs.put("sampler", denoiser.isEmpty() ? Map.of() : component(config.sampler()));
        inputs.put("experience", component(config.experience(entry)));
        inputs.put("agent", component(config.agent().component()));
        inputs.put("updates", config.agent().updates());
        inputs.put("evaluation", ConfigurationTree.of(config.evaluation()));
        inputs.put("seed", seed);
        return new ArtifactKey("agent", title, inputs);
    }

    /** Returns a choice with its configuration and, for itself and every choice nested in it, version and code. */
    private Map<String, Object> component(Configured<?> choice) {
        List<Object> parts = new ArrayList<>();
        for (Configured<?> part : Choices.all(choice)) {
            Component<?, ?> component = registry.find(part.kind(), part.type()).component();
            parts.add(List.of(part.type(), component.version(), code.of(component.implementation())));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("configuration", ConfigurationTree.of(choice));
        tree.put("parts", parts);
        return tree;
    }
}
