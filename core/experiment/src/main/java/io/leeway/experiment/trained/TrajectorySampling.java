package io.leeway.experiment.trained;

import io.leeway.datasettools.Provenance;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.EntryScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.stage.Accelerators;
import io.leeway.experiment.stage.StageInputs;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.WindowCutter;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.identity.CodeDigest;
import io.leeway.wiring.identity.ComponentKey;
import io.leeway.wiring.identity.Machine;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The trained networks of a run, with a sampler and a guidance: what trajectories are sampled from. */
public final class TrajectorySampling implements AutoCloseable {
    private final TrainedRun run;
    private final TrainedRun.Choice choice;
    private final @Nullable String agentName;
    private final Configured<Sampler> samplerChoice;
    private final SeedScope seed;
    private final EntryScope entry;
    private final Denoiser denoiser;
    private final Sampler sampler;
    private @Nullable Guidance guidance;
    private final @Nullable Agent agent;

    TrajectorySampling(TrainedRun run, TrainedRun.Choice choice, @Nullable String agentName) {
        this.run = run;
        this.choice = choice;
        this.agentName = agentName;
        Configured<Sampler> chosen = choice.sampling().sampler();
        samplerChoice = chosen == null ? run.experiment().denoising().sampler() : chosen;
        seed = run.scope().enter(choice.seed());
        entry = seed.enter(agentName, samplerChoice);
        try {
            denoiser = entry.denoiser();
            sampler = entry.sampler();
            agent = agentName == null ? null : entry.agent();
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** Returns the rows of a trajectory. */
    public int horizon() {
        return denoiser.horizon();
    }

    /** Returns the columns of a trajectory. */
    public TrajectoryLayout layout() {
        return denoiser.normalizer().layout();
    }

    /** Returns the policy of the agent, where one was chosen. */
    public Optional<Policy> policy() {
        return Optional.ofNullable(agent).map(Agent::policy);
    }

    /**
     * Samples trajectories.
     *
     * @param random where all noise comes from: the same stream gives the same trajectories
     * @param known values that are held fixed, or null
     * @param start trajectories to start from in place of pure noise, or null
     * @param task told of every trajectory that is done
     * @throws LeewayException if the sampler or the guidance cannot do it, saying why
     */
    public Sample sample(
            int count,
            RandomSource random,
            SamplingRequest.@Nullable Known known,
            SamplingRequest.@Nullable Start start,
            Progress.Task task) {
        SamplingRequest request = SamplingRequest.of(denoiser, count, random).withProgress(task);
        if (known != null) {
            request = request.withKnown(known);
        }
        if (start != null) {
            request = request.withStart(start);
        }
        Guidance scheme = guidance();
        if (scheme == null || scheme.target() == Guidance.Target.NOTHING) {
            return sampler.sample(request);
        }
        try {
            return sampler.sample(request.withGuidance(
                    scheme,
                    agent == null ? null : agent.policy(),
                    agent == null ? null : agent.critic().orElse(null)));
        } catch (LeewayException failure) {
            throw agent == null ? withoutAgent(failure) : failure;
        }
    }

    /** Returns the guidance, created at the first call: not before it is known that something is to be sampled. */
    private @Nullable Guidance guidance() {
        Configured<Guidance> scheme = choice.sampling().guidance();
        if (guidance == null && scheme != null) {
            guidance = entry.components().create(scheme);
        }
        return guidance;
    }

    private static LeewayException withoutAgent(LeewayException failure) {
        return new LeewayException(
                failure.getMessage()
                        + " No agent was chosen: --agent NAME names the one whose policy and critic guide.",
                failure);
    }

    /** Returns the environments of the run, where it has any; they last as long as the run is open. */
    public @Nullable Environments environments() {
        return run.scope().environment().get().orElse(null);
    }

    /** Returns which environments {@link #environments} are, where there are any. */
    public Optional<Configured<Environments>> environmentChoice() {
        return Optional.ofNullable(run.experiment().environment());
    }

    /** Returns the run's dataset. */
    public Dataset dataset() {
        return seed.dataset();
    }

    /** Returns the windows that the denoiser learned from. */
    public Windows windows(Dataset dataset) {
        return WindowCutter.cut(
                        dataset,
                        layout(),
                        horizon(),
                        run.experiment().denoising().windows().stride(),
                        run.experiment().denoising().windows().heldOut())
                .training();
    }

    /** Returns all that trajectories depend on but their random stream, as a tree that can be kept and compared. */
    public Map<String, Object> identity() {
        Application.Settings settings = run.application().settings();
        CodeDigest code = new CodeDigest();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("denoiser", key(code, run.experiment().denoising().denoiser()));
        tree.put("weights", seed.denoiserArtifact().weightsDigest());
        tree.put("sampler", key(code, samplerChoice));
        Configured<Guidance> scheme = choice.sampling().guidance();
        if (scheme != null) {
            tree.put("guidance", key(code, scheme));
        }
        if (agentName != null) {
            tree.put("agent", entry.agentArtifact().weightsDigest());
        }
        if (asksFor(Environments.class)) {
            tree.put("environment", environmentKey(code));
        }
        if (asksFor(Dataset.class) || asksFor(Task.class)) {
            tree.put("dataset", seed.datasetArtifact().digests());
        }
        if (asksFor(Dynamics.class)) {
            tree.put("dynamics", key(code, run.experiment().denoising().dynamics()));
            tree.put("dynamics_weights", seed.dynamicsArtifact().weightsDigest());
        }
        tree.put("device", settings.device().name());
        tree.putAll(Accelerators.used(settings.registry(), run.application().components()));
        tree.put("machine", Machine.traits());
        tree.put("core", StageInputs.coreDigests(code));
        return tree;
    }

    private boolean asksFor(Class<?> type) {
        Registry registry = run.application().settings().registry();
        Configured<Guidance> scheme = choice.sampling().guidance();
        return registry.asksFor(samplerChoice, type) || (scheme != null && registry.asksFor(scheme, type));
    }

    private Map<String, Object> environmentKey(CodeDigest code) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Environments environments = environments();
        if (environments != null) {
            environmentChoice().ifPresent(part -> tree.putAll(key(code, part)));
            tree.put("id", environments.spec().id());
            tree.put("settings", new TreeMap<>(environments.spec().settings()));
        }
        return tree;
    }

    private Map<String, Object> key(CodeDigest code, Configured<?> part) {
        return ComponentKey.of(run.application().settings().registry(), code, part);
    }

    /** Returns what a dataset of its trajectories says of itself, in words that are the same wherever the run is. */
    public Map<String, String> provenance() {
        Path name = run.directory().toAbsolutePath().normalize().getFileName();
        Configured<Guidance> scheme = choice.sampling().guidance();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("leeway_run", name + ", seed " + choice.seed());
        words.put(Provenance.DENOISER, text(run.experiment().denoising().denoiser()));
        words.put("leeway_denoiser_sha256", seed.denoiserArtifact().weightsDigest());
        words.put("leeway_sampler", text(samplerChoice));
        words.put("leeway_guidance", scheme == null ? "none" : text(scheme));
        if (agentName != null) {
            words.put(
                    "leeway_agent",
                    agentName + " sha256 " + entry.agentArtifact().weightsDigest());
        }
        words.put(
                "leeway_learned_from",
                ConfigurationTree.json(seed.datasetArtifact().provenance()));
        return words;
    }

    private String text(Configured<?> part) {
        return ConfigurationTree.json(ConfigurationTree.of(part)) + ", version "
                + run.application()
                        .settings()
                        .registry()
                        .find(part.kind(), part.type())
                        .component()
                        .version();
    }

    /** Returns the sampler and the guidance in words. */
    public Map<String, String> summary() {
        Configured<Guidance> scheme = choice.sampling().guidance();
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put("sampler", samplerChoice.type());
        summary.put("guidance", scheme == null ? "none" : scheme.type());
        summary.put("agent", agentName == null ? "none" : agentName);
        return summary;
    }

    @Override
    public void close() {
        try {
            entry.close();
        } finally {
            seed.close();
        }
    }
}
