package io.leeway.experiment.run;

import io.leeway.experiment.config.DenoiserExperiment;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.store.Artifact;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.identity.Machine;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file {@code manifest.json} of a run: its configuration, its machine, and the digests of all that it made. */
public final class Manifest {
    private static final String FILE = "manifest.json";
    private static final String KIND = "kind";
    private static final String DENOISER = "denoiser";
    private static final String EXPERIMENT = "experiment";
    private static final String CONFIGURATION = "configuration";
    private static final String FINISHED = "finished";

    private final Map<String, Object> head = new LinkedHashMap<>();
    private final Path folder;
    private final Clock clock;

    /**
     * Begins the manifest of a run.
     *
     * @param spec of its environment, or null for none
     * @param folder the run's folder
     */
    Manifest(Experiment experiment, Application.Settings settings, @Nullable EnvironmentSpec spec, Path folder) {
        this.folder = folder;
        this.clock = settings.clock();
        head.put(KIND, experiment instanceof DenoiserExperiment ? DENOISER : EXPERIMENT);
        head.put("name", experiment.name());
        head.put("started", clock.instant().toString());
        head.put("seeds", experiment.seeds());
        if (spec != null) {
            head.put("environment", environment(spec));
        }
        head.put(CONFIGURATION, ConfigurationTree.of((Record) experiment));
        head.put("machine", Machine.traits());
        head.put("memory_mib", Runtime.getRuntime().maxMemory() >> 20);
        head.put("components", components(settings.registry()));
    }

    /** Returns whether a folder is that of a run. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Returns whether the run of a folder was run to its end. */
    public static boolean isFinished(Path folder) {
        return isIn(folder) && Json.read(folder.resolve(FILE)).get(FINISHED) != null;
    }

    /**
     * Reads the experiment of a run.
     *
     * @param settings what to replace of its configuration, such as {@code environment.layout}
     * @throws LeewayException if the folder is not that of a run, or a setting is wrong
     */
    public static Experiment experiment(Registry registry, Path folder, List<Setting> settings) {
        Path file = folder.resolve(FILE);
        Map<String, Object> manifest = Json.read(file);
        if (!(manifest.get(CONFIGURATION) instanceof Map<?, ?> tree)) {
            throw new LeewayException(file + " has no configuration: it is damaged, or of another program");
        }
        Configurations configurations = new Configurations(registry);
        String yaml = ConfigurationTree.yaml(tree);
        return DENOISER.equals(manifest.get(KIND))
                ? configurations.parse(yaml, file.toString(), settings, DenoiserExperiment.class)
                : configurations.parse(yaml, file.toString(), settings, ExperimentConfig.class);
    }

    /** Writes the file with what was made so far. */
    void write(Map<String, Artifact> made, boolean finished) {
        Map<String, Object> tree = new LinkedHashMap<>(head);
        tree.put(FINISHED, finished ? clock.instant().toString() : null);
        Map<String, Object> artifacts = new LinkedHashMap<>();
        made.forEach((name, artifact) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("artifact", artifact.id());
            entry.put("sha256", artifact.digests());
            artifacts.put(name, entry);
        });
        tree.put("artifacts", artifacts);
        Json.write(folder.resolve(FILE), tree);
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
