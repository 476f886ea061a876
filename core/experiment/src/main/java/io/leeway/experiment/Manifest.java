package io.leeway.experiment;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.identity.Machine;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code manifest.json}: what a run was, on what, and what it made. */
final class Manifest {
    /** The key that says what kind of run it is. */
    static final String KIND = "kind";
    /** The kind of a run without agents. */
    static final String DENOISER = "denoiser";

    private static final String EXPERIMENT = "experiment";

    private final Map<String, Object> head = new LinkedHashMap<>();
    private final RunDirectory directory;

    /** Begins the manifest of an experiment. */
    static Manifest of(
            ExperimentConfig config, Registry registry, @Nullable EnvironmentSpec spec, RunDirectory directory) {
        return new Manifest(EXPERIMENT, DenoiserExperiment.of(config), config, registry, spec, directory);
    }

    /** Begins the manifest of a denoiser that is trained without agents. */
    static Manifest of(
            DenoiserExperiment config, Registry registry, @Nullable EnvironmentSpec spec, RunDirectory directory) {
        return new Manifest(DENOISER, config, config, registry, spec, directory);
    }

    private Manifest(
            String kind,
            DenoiserExperiment config,
            Record whole,
            Registry registry,
            @Nullable EnvironmentSpec spec,
            RunDirectory directory) {
        this.directory = directory;
        head.put(KIND, kind);
        head.put("name", config.name());
        head.put("started", Instant.now().toString());
        head.put("seeds", config.seeds());
        if (spec != null) {
            head.put("environment", environment(spec));
        }
        head.put("configuration", ConfigurationTree.of(whole));
        head.put("machine", Machine.traits());
        head.put("memory_mib", Runtime.getRuntime().maxMemory() >> 20);
        head.put("components", components(registry));
    }

    /** Writes the file with what was made so far. */
    void write(Map<String, Artifact> made, boolean finished) {
        Map<String, Object> tree = new LinkedHashMap<>(head);
        tree.put("finished", finished ? Instant.now().toString() : null);
        Map<String, Object> artifacts = new LinkedHashMap<>();
        made.forEach((name, artifact) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("artifact", artifact.key().id());
            entry.put("sha256", artifact.digests());
            artifacts.put(name, entry);
        });
        tree.put("artifacts", artifacts);
        directory.write("manifest.json", tree);
    }

    private static Map<String, Object> environment(EnvironmentSpec spec) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("id", spec.id());
        environment.put("settings", spec.settings());
        environment.put("maximum_episode_steps", spec.maximumEpisodeSteps());
        return environment;
    }

    private static List<Object> components(Registry registry) {
        List<Object> components = new ArrayList<>();
        for (Registered<?> registered : registry.all()) {
            Map<String, Object> component = new LinkedHashMap<>();
            component.put("component", registered.title());
            component.put("version", registered.component().version());
            component.put("class", registered.component().implementation().getName());
            components.add(component);
        }
        return components;
    }
}
