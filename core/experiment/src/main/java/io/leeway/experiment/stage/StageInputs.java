package io.leeway.experiment.stage;

import io.leeway.environment.evaluation.Evaluator;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Plugin;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
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

/** The inputs that the keys of a run's stages have in common: machine, device, code, environment and components. */
public final class StageInputs {
    private final Registry registry;
    private final CodeDigest code = new CodeDigest();
    private final Map<String, Object> common = new LinkedHashMap<>();
    private final Map<String, Object> environment = new LinkedHashMap<>();

    /**
     * Gathers the inputs of a run.
     *
     * @param components what creates accelerators, to ask which are in use
     */
    public StageInputs(Registry registry, Components components, Experiment experiment, RunEnvironment runEnvironment) {
        this.registry = registry;
        common.put("machine", Machine.traits());
        common.put("device", experiment.device().name());
        common.putAll(Accelerators.used(registry, components));
        common.put("core", coreDigests(code));
        Configured<?> choice = experiment.environment();
        if (choice != null) {
            environment.putAll(component(choice));
            runEnvironment.spec().ifPresent(spec -> {
                environment.put("id", spec.id());
                environment.put("settings", new TreeMap<>(spec.settings()));
            });
        }
    }

    /** Returns the digests of the core's own code that outputs depend on. */
    public static List<String> coreDigests(CodeDigest code) {
        return List.of(
                code.of(Plugin.class), code.of(Registry.class), code.of(Evaluator.class), code.of(StageInputs.class));
    }

    /** Returns the hash of all that an experiment depends on. */
    public String experiment(Experiment experiment) {
        return Json.digest(Map.of("config", ConfigurationTree.essential((Record) experiment), "common", common));
    }

    /** Returns what all keys have in common, to be added to. */
    Map<String, Object> common() {
        return new LinkedHashMap<>(common);
    }

    /** Returns what the environment is. */
    Map<String, Object> environment() {
        return environment;
    }

    /** Returns a choice with its configuration and code. */
    Map<String, Object> component(Configured<?> choice) {
        return ComponentKey.of(registry, code, choice);
    }

    /**
     * Returns whether an entry of {@code experience} samples, so that the run trains a denoiser: whether its source or
     * the agent, or a choice within them, asks for the denoiser or the sampler.
     */
    public boolean samples(Experiment experiment, Configured<?> source) {
        boolean agent = experiment instanceof ExperimentConfig config
                && samples(config.agent().component());
        return agent || samples(source);
    }

    /**
     * Returns whether an entry of {@code experience} predicts, so that the run trains a model of the dynamics: whether
     * its source or the agent, or a choice within them, asks for it.
     */
    public boolean predicts(Experiment experiment, Configured<?> source) {
        boolean agent = experiment instanceof ExperimentConfig config
                && asksFor(config.agent().component(), Dynamics.class);
        return agent || asksFor(source, Dynamics.class);
    }

    private boolean samples(Configured<?> choice) {
        return asksFor(choice, Denoiser.class) || asksFor(choice, Sampler.class);
    }

    /** Returns whether a choice, or one within it, asks for a type. */
    boolean asksFor(Configured<?> choice, Class<?> type) {
        return registry.asksFor(choice, type);
    }
}
