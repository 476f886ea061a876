package io.leeway.experiment;

import io.leeway.datasettools.Provenance;
import io.leeway.environment.wrapper.FlatEnvironments;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
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
import org.jspecify.annotations.Nullable;

/** The trained networks of a run, with a sampler and a guidance: what trajectories are sampled from. */
public final class TrajectorySampling implements AutoCloseable {
    private final Origin origin;
    private final Sampler sampler;
    private final @Nullable Guidance guidance;
    private final Denoiser denoiser;
    private final @Nullable Agent agent;
    private final Components components;

    /** What is chosen, and where it is from. */
    record Origin(
            Registry registry,
            Path directory,
            DenoiserExperiment config,
            long seed,
            Device device,
            Configured<Sampler> sampler,
            @Nullable Configured<Guidance> guidance,
            @Nullable String agent,
            Path weights) {
        String denoiserDigest() {
            return CodeDigest.ofFolder(weights);
        }

        Path dataset() {
            return directory.resolve(RunDirectory.CHECKPOINTS).resolve(RunDirectory.name("dataset", seed));
        }

        @Nullable
        String agentDigest() {
            return agent == null
                    ? null
                    : CodeDigest.ofFolder(directory
                            .resolve(RunDirectory.CHECKPOINTS)
                            .resolve(RunDirectory.name(agent, seed))
                            .resolve("agent"));
        }

        String name() {
            return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        }
    }

    /** What is chosen, ready to be used. */
    record Parts(Origin origin, Sampler sampler, @Nullable Guidance guidance) {}

    TrajectorySampling(Parts parts, Denoiser denoiser, @Nullable Agent agent, Components components) {
        this.origin = parts.origin();
        this.sampler = parts.sampler();
        this.guidance = parts.guidance();
        this.denoiser = denoiser;
        this.agent = agent;
        this.components = components;
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
        if (guidance == null || guidance.target() == Guidance.Target.NOTHING) {
            return sampler.sample(request);
        }
        try {
            return sampler.sample(request.withGuidance(
                    guidance,
                    agent == null ? null : agent.policy(),
                    agent == null ? null : agent.critic().orElse(null)));
        } catch (LeewayException failure) {
            throw agent == null ? withoutAgent(failure) : failure;
        }
    }

    private static LeewayException withoutAgent(LeewayException failure) {
        return new LeewayException(
                failure.getMessage()
                        + " No agent was chosen: --agent NAME names the one whose policy and critic guide.",
                failure);
    }

    /** Returns the environments of the run, which the caller closes, where it has any. */
    public @Nullable Environments environments() {
        Configured<Environments> choice = origin.config().environment();
        return choice == null ? null : FlatEnvironments.of(components.create(choice));
    }

    /** Returns which environments {@link #environments} are, where there are any. */
    public Optional<Configured<Environments>> environmentChoice() {
        return Optional.ofNullable(origin.config().environment());
    }

    /** Returns the run's dataset. */
    public Dataset dataset() {
        return DatasetFile.read(origin.dataset());
    }

    /** Returns the windows that the denoiser learned from. */
    public Windows windows(Dataset dataset) {
        return WindowCutter.cut(
                        dataset,
                        layout(),
                        horizon(),
                        origin.config().windows().stride(),
                        origin.config().windows().heldOut())
                .training();
    }

    /** Returns all that trajectories depend on but their random stream, as a tree that can be kept and compared. */
    public Map<String, Object> identity() {
        CodeDigest code = new CodeDigest();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "denoiser",
                ComponentKey.of(origin.registry(), code, origin.config().denoiser()));
        tree.put("weights", origin.denoiserDigest());
        tree.put("sampler", ComponentKey.of(origin.registry(), code, origin.sampler()));
        if (origin.guidance() != null) {
            tree.put("guidance", ComponentKey.of(origin.registry(), code, origin.guidance()));
        }
        String agentDigest = origin.agentDigest();
        if (agentDigest != null) {
            tree.put("agent", agentDigest);
        }
        tree.put("device", origin.device().name());
        tree.putAll(Accelerators.used(origin.registry(), components));
        tree.put("machine", Machine.traits());
        tree.put("runtime", code.of(TrajectorySampling.class));
        tree.put("spi", code.of(Plugin.class));
        return tree;
    }

    /** Returns what a dataset of its trajectories says of itself, in words that are the same wherever the run is. */
    public Map<String, String> provenance() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("leeway_run", origin.name() + ", seed " + origin.seed());
        words.put(Provenance.DENOISER, text(origin.config().denoiser()));
        words.put("leeway_denoiser_sha256", origin.denoiserDigest());
        words.put("leeway_sampler", text(origin.sampler()));
        words.put("leeway_guidance", origin.guidance() == null ? "none" : text(origin.guidance()));
        String agentDigest = origin.agentDigest();
        if (agentDigest != null) {
            words.put("leeway_agent", origin.agent() + " sha256 " + agentDigest);
        }
        words.put("leeway_learned_from", ConfigurationTree.json(DatasetFile.provenance(origin.dataset())));
        return words;
    }

    private String text(Configured<?> choice) {
        return ConfigurationTree.json(ConfigurationTree.of(choice)) + ", version "
                + origin.registry()
                        .find(choice.kind(), choice.type())
                        .component()
                        .version();
    }

    /** Returns the sampler and the guidance in words. */
    public Map<String, String> summary() {
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put("sampler", origin.sampler().type());
        summary.put(
                "guidance",
                origin.guidance() == null ? "none" : origin.guidance().type());
        summary.put("agent", origin.agent() == null ? "none" : origin.agent());
        return summary;
    }

    @Override
    public void close() {
        denoiser.close();
        if (agent != null) {
            agent.close();
        }
    }
}
