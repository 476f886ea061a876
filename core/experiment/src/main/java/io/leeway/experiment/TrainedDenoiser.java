package io.leeway.experiment;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The folder of a run whose denoiser can be sampled from again: that of an experiment, or of a denoiser alone. */
public final class TrainedDenoiser {
    private final Registry registry;
    private final Path directory;
    private final DenoiserExperiment config;
    private final @Nullable TrainedRun run;

    private TrainedDenoiser(Registry registry, Path directory, DenoiserExperiment config, @Nullable TrainedRun run) {
        this.registry = registry;
        this.directory = directory;
        this.config = config;
        this.run = run;
    }

    /**
     * Reads what a run was.
     *
     * @throws LeewayException if the folder is not that of a run
     */
    public static TrainedDenoiser open(Registry registry, Path directory) {
        if (TrainedRun.isDenoiserAlone(directory)) {
            DenoiserExperiment config =
                    TrainedRun.configuration(registry, directory, List.of(), DenoiserExperiment.class);
            return new TrainedDenoiser(registry, directory, config, null);
        }
        TrainedRun run = TrainedRun.open(registry, directory, List.of());
        return new TrainedDenoiser(registry, directory, run.denoising(), run);
    }

    /** Returns the seeds that denoisers were trained with. */
    public List<Long> seeds() {
        return config.seeds();
    }

    /** Returns the names of its agents; none where the denoiser was trained alone. */
    public List<String> agents() {
        return run == null ? List.of() : run.agents();
    }

    /**
     * Which of the run's networks are sampled with.
     *
     * @param seed one of {@link #seeds}
     * @param agent one of {@link #agents}, or null for the only one, or none where there are several
     * @param sampling the sampler and the guidance
     */
    public record Choice(long seed, @Nullable String agent, SamplingConfig sampling) {}

    /**
     * Opens the networks, which the caller closes with what is returned.
     *
     * @throws LeewayException if one of them is not there (yet), saying what to do
     */
    public TrajectorySampling sampling(Choice choice, Device device, Progress progress) {
        Path weights = denoiserFolder(choice.seed());
        String agentName = chosenAgent(choice);
        Components components = registry.components()
                .with(Progress.class, progress)
                .with(Device.class, device)
                .with(TrainedPolicies.class, new RunPolicies(registry, device, progress))
                .with(RandomSource.class, RandomSource.of(choice.seed()));
        Configured<Sampler> sampler = choice.sampling().sampler() == null
                ? config.sampler()
                : choice.sampling().sampler();
        Configured<Guidance> guidance = choice.sampling().guidance();
        TrajectorySampling.Origin origin = new TrajectorySampling.Origin(
                registry, directory, config, choice.seed(), device, sampler, guidance, agentName, weights);
        TrajectorySampling.Parts parts = new TrajectorySampling.Parts(
                origin,
                components.create(sampler),
                guidance == null
                        ? null
                        : components
                                .with(Dataset.class, DatasetFile.read(origin.dataset()))
                                .create(guidance));
        Denoiser denoiser = denoiser(components, choice.seed(), weights);
        try {
            Agent agent =
                    run == null || agentName == null ? null : run.trained(agentName, choice.seed(), device, progress);
            return new TrajectorySampling(parts, denoiser, agent, components);
        } catch (RuntimeException | Error failure) {
            denoiser.close();
            throw failure;
        }
    }

    private Denoiser denoiser(Components components, long seed, Path weights) {
        Denoiser denoiser = components
                .with(RandomSource.class, RandomSource.of(seed).split("denoiser"))
                .create(config.denoiser());
        try {
            denoiser.load(weights);
            return denoiser;
        } catch (RuntimeException | Error failure) {
            denoiser.close();
            throw failure;
        }
    }

    private Path denoiserFolder(long seed) {
        String name = "denoiser-seed-" + seed;
        Path path = directory.resolve(RunDirectory.CHECKPOINTS).resolve(name).resolve("denoiser");
        if (!Files.isDirectory(path)) {
            throw new LeewayException(
                    directory + " has no " + name + " in its checkpoints: either it is not trained yet,"
                            + " or nothing in the experiment asks for a denoiser. 'leeway train denoiser EXPERIMENT.yaml', with"
                            + " the same file and settings, trains it there.");
        }
        return path;
    }

    /** Returns the agent that is named, or else the only one where there is a guidance to serve. */
    private @Nullable String chosenAgent(Choice choice) {
        if (choice.agent() != null && !agents().contains(choice.agent())) {
            throw new LeewayException(noAgent(choice.agent()));
        } else if (choice.agent() == null && choice.sampling().guidance() != null && agents().size() == 1) {
            return agents().get(0);
        }
        return choice.agent();
    }

    /** Returns what to say of an agent that is not there. */
    public String noAgent(String agent) {
        return agents().isEmpty()
                ? directory + " has no agents: its denoiser was trained alone."
                : directory + " has no agent '" + agent + "'." + Nearest.question(agent, agents()) + " There are: "
                        + String.join(", ", agents()) + ".";
    }

    /** Returns what to say of a seed that is not there. */
    public String noSeed(long seed) {
        return directory + " has no seed " + seed + ". There are: "
                + seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }
}
