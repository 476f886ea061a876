package io.leeway.experiment.trained;

import io.leeway.environment.evaluation.Quota;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.config.SamplingConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.run.Manifest;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run that is opened again: its agents can be played, and its denoisers sampled from. */
public final class TrainedRun implements AutoCloseable {
    private final Application application;
    private final Path directory;
    private final Experiment experiment;
    private final RunScope scope;

    private TrainedRun(Application application, Path directory, Experiment experiment) {
        this.application = application;
        this.directory = directory;
        this.experiment = experiment;
        scope = application.enter(experiment, new LinkedArtifacts(directory), MetricListener.NONE);
    }

    /** Returns whether a folder is that of a run. */
    public static boolean isRun(Path directory) {
        return Manifest.isIn(directory);
    }

    /**
     * Opens a run; nothing but its manifest is read before it is asked for.
     *
     * @param settings what to replace of its configuration, such as {@code environment.layout}
     * @throws LeewayException if the folder is not that of a run, or a setting is wrong
     */
    public static TrainedRun open(Application application, Path directory, List<Setting> settings) {
        return new TrainedRun(
                application,
                directory,
                Manifest.experiment(application.settings().registry(), directory, settings));
    }

    /** Returns the names of its agents, the entries of {@code experience}; none where a denoiser was trained alone. */
    public List<String> agents() {
        return List.copyOf(experiment.experience().keySet());
    }

    /** Returns the seeds that denoisers and agents were trained with. */
    public List<Long> seeds() {
        return experiment.seeds();
    }

    /** Returns the name of the run. */
    public String name() {
        return experiment.name();
    }

    /** Returns its folder. */
    Path directory() {
        return directory;
    }

    /** Returns its experiment. */
    Experiment experiment() {
        return experiment;
    }

    /** Returns its scope. */
    RunScope scope() {
        return scope;
    }

    /** Returns what it is opened in. */
    Application application() {
        return application;
    }

    /** Returns a quota of so many episodes, which is otherwise as the run's own. */
    public Quota quota(int episodes) {
        return quota(episodes, withAgents().evaluation().retries());
    }

    /** Returns a quota of so many episodes and retries, which is otherwise as the run's own. */
    public Quota quota(int episodes, int retries) {
        return new Quota(episodes, withAgents().evaluation().atOnce(), retries);
    }

    /**
     * Checks that it has agents.
     *
     * @throws LeewayException if its denoiser was trained alone
     */
    public void requireAgents() {
        withAgents();
    }

    /** Returns the experiment, which has agents. */
    ExperimentConfig withAgents() {
        if (experiment instanceof ExperimentConfig config) {
            return config;
        }
        throw new LeewayException(directory + " is a denoiser that was trained without agents: there is none to"
                + " play. 'leeway run EXPERIMENT.yaml' trains agents.");
    }

    /**
     * Returns the name of an agent.
     *
     * @param agent one of {@link #agents}, or null where there is only one
     * @throws LeewayException if there is no such agent, or several to choose from, listing them
     */
    public String agent(@Nullable String agent) {
        withAgents();
        if (agent == null && agents().size() > 1) {
            throw new LeewayException(
                    "Which agent of " + directory + "? Name one. There are: " + String.join(", ", agents()) + ".");
        } else if (agent != null && !agents().contains(agent)) {
            throw new LeewayException(noAgent(agent));
        }
        return agent == null ? agents().get(0) : agent;
    }

    /**
     * Returns a seed.
     *
     * @param seed one of {@link #seeds}, or null for the first
     * @throws LeewayException if there is no such seed, listing them
     */
    public long seed(@Nullable Long seed) {
        if (seed != null && !seeds().contains(seed)) {
            throw new LeewayException(noSeed(seed));
        }
        return seed == null ? seeds().get(0) : seed;
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

    /**
     * Opens a trained agent, which the caller closes.
     *
     * @param agent one of {@link #agents}
     * @param seed one of {@link #seeds}
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    public TrainedAgent open(String agent, long seed) {
        return new TrainedAgent(this, withAgents(), agent, seed);
    }

    /**
     * Opens what a trained agent learned from, which the caller closes.
     *
     * @param agent one of {@link #agents}
     * @param seed one of {@link #seeds}
     * @throws LeewayException if the run has no agents
     */
    public TrainedExperience experience(String agent, long seed) {
        return new TrainedExperience(this, withAgents(), agent, seed);
    }

    /**
     * Returns the dataset of a seed.
     *
     * @throws LeewayException if it is not there (yet), saying what to do
     */
    public Dataset dataset(long seed) {
        try (SeedScope entered = scope.enter(seed)) {
            return entered.dataset();
        }
    }

    /**
     * Returns the run's environments, where it has any; they last as long as the run is open.
     *
     * @throws LeewayException if they cannot be had, such as where their server does not answer
     */
    public Optional<Environments> environments() {
        return scope.environment().get();
    }

    /**
     * The choice of a run's networks to sample with.
     *
     * @param seed one of {@link #seeds}
     * @param agent one of {@link #agents}, or null for the only one, or none where there are several
     * @param sampling the sampler and the guidance
     */
    public record Choice(long seed, @Nullable String agent, SamplingConfig sampling) {}

    /**
     * Opens the networks of a choice, which the caller closes with what is returned.
     *
     * @throws LeewayException if one of them is not there (yet), saying what to do
     */
    public TrajectorySampling sampling(Choice choice) {
        return new TrajectorySampling(this, choice, chosenAgent(choice));
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

    @Override
    public void close() {
        scope.close();
    }
}
