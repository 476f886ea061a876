package io.leeway.experiment;

import io.leeway.environment.evaluation.Episode;
import io.leeway.environment.evaluation.EpisodeFilm;
import io.leeway.environment.evaluation.Evaluator;
import io.leeway.environment.evaluation.Quota;
import io.leeway.environment.wrapper.FlatEnvironments;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.identity.CodeDigest;
import io.leeway.wiring.identity.ComponentKey;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The folder of a run, whose trained agents can be played again. */
public final class TrainedRun {
    private static final String MANIFEST = "manifest.json";

    private final Registry registry;
    private final Path directory;
    private final ExperimentConfig config;

    private TrainedRun(Registry registry, Path directory, ExperimentConfig config) {
        this.registry = registry;
        this.directory = directory;
        this.config = config;
    }

    /** Returns whether a folder is that of a run. */
    public static boolean isRun(Path directory) {
        return Files.isRegularFile(directory.resolve(MANIFEST));
    }

    /**
     * Reads what a run was.
     *
     * @param settings what to replace of its configuration, such as {@code environment.layout}
     * @throws LeewayException if the folder is not that of a run, or a setting is wrong
     */
    public static TrainedRun open(Registry registry, Path directory, List<Setting> settings) {
        if (isDenoiserAlone(directory)) {
            throw new LeewayException(directory + " is a denoiser that was trained without agents: there is none to"
                    + " play. 'leeway run EXPERIMENT.yaml' trains agents.");
        }
        return new TrainedRun(
                registry, directory, configuration(registry, directory, settings, ExperimentConfig.class));
    }

    /** Returns whether a run is of a denoiser without agents. */
    static boolean isDenoiserAlone(Path directory) {
        return Manifest.DENOISER.equals(Json.read(directory.resolve(MANIFEST)).get(Manifest.KIND));
    }

    /** Reads a run's configuration from its manifest. */
    static <R extends Record> R configuration(
            Registry registry, Path directory, List<Setting> settings, Class<R> type) {
        Path manifest = directory.resolve(MANIFEST);
        if (!(Json.read(manifest).get("configuration") instanceof Map<?, ?> tree)) {
            throw new LeewayException(manifest + " has no configuration: it is damaged, or of another program");
        }
        return new Configurations(registry).parse(ConfigurationTree.yaml(tree), manifest.toString(), settings, type);
    }

    /** Returns the part of its experiment that has no agents. */
    DenoiserExperiment denoising() {
        return DenoiserExperiment.of(config);
    }

    /** Returns the names of its agents: the entries of {@code experience}. */
    public List<String> agents() {
        return List.copyOf(config.experience().keySet());
    }

    /** Returns the seeds that agents were trained with. */
    public List<Long> seeds() {
        return config.seeds();
    }

    /** Returns the name of the run. */
    public String name() {
        return config.name();
    }

    /** Returns what its agents learn by: the name of a component. */
    public String algorithm() {
        return config.agent().component().type();
    }

    /** Returns a quota of so many episodes, which is otherwise as the run's own. */
    public Quota quota(int episodes) {
        return new Quota(
                episodes, config.evaluation().atOnce(), config.evaluation().retries());
    }

    /**
     * Plays episodes with a trained agent: the first ones that it was evaluated on when it was trained, if the environment is
     * the same.
     *
     * @param agent one of {@link #agents}
     * @param seed one of {@link #seeds}
     * @param film what is made of the first episode, or null
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    public AgentEvaluation evaluate(
            String agent, long seed, Quota quota, Device device, Progress progress, @Nullable EpisodeFilm film) {
        if (config.environment() == null) {
            throw new LeewayException(directory + " was trained without an environment: name the one to play in with"
                    + " --environment, or estimate its return from data with 'leeway estimate'");
        }
        Path weights = weights(agent, seed);
        Components components = components(device, progress);
        try (Environments environments = FlatEnvironments.of(components.create(config.environment()));
                Agent trained = load(components, seed, dataset(seed), weights)) {
            if (film != null) {
                EpisodeFilm.check(environments);
            }
            RandomSource random = RandomSource.of(seed).split("evaluation");
            List<Episode> episodes = new Evaluator(environments, quota, random, progress).play(trained.policy());
            if (film != null) {
                film.make(environments, trained.policy(), episodes.get(0).seed());
            }
            return new AgentEvaluation(agent, seed, environments.spec(), episodes);
        }
    }

    /**
     * Estimates what a trained agent earns from the run's dataset alone.
     *
     * @param agent one of {@link #agents}
     * @param seed one of {@link #seeds}
     * @return the estimator's figures by snake_case name
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    public Map<String, Double> estimate(
            String agent, long seed, Configured<ReturnEstimator> estimator, Device device, Progress progress) {
        Path weights = weights(agent, seed);
        Dataset real = dataset(seed);
        Components components = components(device, progress);
        Components estimating = about(real, components)
                .with(RandomSource.class, RandomSource.of(seed).split("estimation"));
        try (Agent trained = load(components, seed, real, weights)) {
            return estimating.create(estimator).estimate(trained.policy(), progress);
        }
    }

    /**
     * Returns the name of an agent.
     *
     * @param agent one of {@link #agents}, or null where there is only one
     * @throws LeewayException if there is no such agent, or several to choose from, listing them
     */
    public String agent(@Nullable String agent) {
        String all = " There are: " + String.join(", ", agents()) + ".";
        if (agent == null && agents().size() > 1) {
            throw new LeewayException("Which agent of " + directory + "? Name one." + all);
        } else if (agent != null && !agents().contains(agent)) {
            throw new LeewayException(
                    directory + " has no agent '" + agent + "'." + Nearest.question(agent, agents()) + all);
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
            throw new LeewayException(directory + " has no seed " + seed + ". There are: "
                    + seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
        return seed == null ? seeds().get(0) : seed;
    }

    /**
     * Returns a trained agent, which the caller closes.
     *
     * @param agent one of {@link #agents}
     * @param seed one of {@link #seeds}
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    Agent trained(String agent, long seed, Device device, Progress progress) {
        Path weights = weights(agent, seed);
        return load(components(device, progress), seed, dataset(seed), weights);
    }

    /** Returns a digest of what a trained agent is: its component, its configuration and its weights. */
    String identity(String agent, long seed) {
        CodeDigest code = new CodeDigest();
        return Json.digest(Map.of(
                "agent", ComponentKey.of(registry, code, config.agent().component()),
                "weights", CodeDigest.ofFolder(weights(agent, seed))));
    }

    private Components components(Device device, Progress progress) {
        return registry.components()
                .with(Progress.class, progress)
                .with(Device.class, device)
                .with(RandomSource.class, RandomSource.of(0));
    }

    private static Components about(Dataset real, Components components) {
        return components
                .with(Task.class, new Task(real.observationSize(), real.actionSize()))
                .with(Dataset.class, real);
    }

    private Agent load(Components components, long seed, Dataset real, Path weights) {
        Agent agent = about(real, components)
                .with(RandomSource.class, RandomSource.of(seed).split("agent"))
                .create(config.agent().component());
        try {
            agent.load(weights);
        } catch (RuntimeException failure) {
            agent.close();
            throw failure;
        }
        return agent;
    }

    private Dataset dataset(long seed) {
        return DatasetFile.read(made(RunDirectory.name("dataset", seed), ""));
    }

    private Path weights(String agent, long seed) {
        return made(RunDirectory.name(agent, seed), "agent");
    }

    private Path made(String name, String part) {
        Path path = directory.resolve(RunDirectory.CHECKPOINTS).resolve(name).resolve(part);
        if (!Files.isDirectory(path)) {
            throw new LeewayException(directory + " has no " + name
                    + " in its checkpoints (yet): let the run finish, with the same 'leeway run' command as before");
        }
        return path;
    }
}
