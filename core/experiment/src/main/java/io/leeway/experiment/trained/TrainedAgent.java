package io.leeway.experiment.trained;

import io.leeway.environment.evaluation.EpisodeFilm;
import io.leeway.environment.evaluation.Evaluator;
import io.leeway.environment.evaluation.PlayedEpisode;
import io.leeway.environment.evaluation.Quota;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.EntryScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.Patience;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.identity.CodeDigest;
import io.leeway.wiring.identity.ComponentKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trained agent of a run. */
public final class TrainedAgent implements AutoCloseable {
    private final TrainedRun run;
    private final ExperimentConfig config;
    private final String name;
    private final SeedScope seed;
    private final EntryScope entry;

    TrainedAgent(TrainedRun run, ExperimentConfig config, String name, long seed) {
        this.run = run;
        this.config = config;
        this.name = name;
        this.seed = run.scope().enter(seed);
        entry = this.seed.enter(name, null);
    }

    /** Returns the agent, ready to act; it is loaded at the first call. */
    public Agent agent() {
        return entry.agent();
    }

    /** Returns what it learned by: the name of a component. */
    public String algorithm() {
        return config.agent().component().type();
    }

    /** Returns a digest of what it is: its component, its configuration and its weights. */
    public String identity() {
        CodeDigest code = new CodeDigest();
        return Json.digest(Map.of(
                "agent",
                        ComponentKey.of(
                                run.application().settings().registry(),
                                code,
                                config.agent().component()),
                "weights", entry.agentArtifact().weightsDigest()));
    }

    /**
     * Plays episodes: the first ones that the agent was evaluated on when it was trained, if the environment is the
     * same.
     *
     * @param film what is made of the first episode, or null
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    public AgentEvaluation evaluate(Quota quota, @Nullable EpisodeFilm film) {
        Environments environments = environments();
        if (film != null) {
            EpisodeFilm.check(environments);
        }
        Evaluator evaluator = new Evaluator(environments, quota, seed.seed().stream("evaluation"), progress());
        List<PlayedEpisode> episodes = evaluator.play(agent().policy());
        if (film != null) {
            film.make(environments, agent().policy(), episodes.get(0).seed(), quota.retries(), Patience.SLEEPING);
        }
        return new AgentEvaluation(name, seed.seed().value(), environments.spec(), episodes);
    }

    private Environments environments() {
        if (config.environment() == null) {
            throw new LeewayException(
                    run.directory() + " was trained without an environment: name the one to play in with"
                            + " --environment, or estimate its return from data with 'leeway estimate'");
        }
        entry.agentArtifact();
        return run.scope().environment().get().orElseThrow();
    }

    /**
     * Estimates what the agent earns from the run's dataset alone.
     *
     * @return the estimator's figures by snake_case name
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    public Map<String, Double> estimate(Configured<ReturnEstimator> estimator) {
        Agent trained = agent();
        return entry.components().create(estimator).estimate(trained.policy(), progress());
    }

    private Progress progress() {
        return run.application().settings().progress();
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
