package io.leeway.experiment.trained;

import io.leeway.environment.diagnosis.Subject;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.EntryScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The experience of a trained agent of a run, made once more for the policy that it has now. */
public final class TrainedExperience implements AutoCloseable {
    private final String name;
    private final Configured<ExperienceSource> choice;
    private final SeedScope seed;
    private final EntryScope entry;

    TrainedExperience(TrainedRun run, ExperimentConfig config, String name, long seed) {
        this.name = name;
        choice = Objects.requireNonNull(config.experience().get(name), name);
        this.seed = run.scope().enter(seed);
        entry = this.seed.enter(name, null);
    }

    /**
     * Returns the policy that learned from it.
     *
     * @throws LeewayException if the agent is not there (yet), saying what to do
     */
    public Policy policy() {
        return entry.agent().policy();
    }

    /**
     * Makes the experience as the next refresh of the agent's training would: the synthetic trajectories, or, of a
     * source that has none, transitions that are drawn from it.
     *
     * @param most about as many transitions at most, above 0
     * @param draws where what is drawn comes from
     * @throws LeewayException if the agent, or something that the source needs, is not there, or it cannot be made
     */
    public Subject subject(int most, RandomSource draws) {
        Agent agent = entry.agent();
        try (ExperienceSource source = entry.components().create(choice)) {
            return made(source, agent, most, draws);
        }
    }

    private Subject made(ExperienceSource source, Agent agent, int most, RandomSource draws) {
        long began = System.nanoTime();
        Map<String, Double> figures = source.refresh(agent, agent.step());
        double seconds = (System.nanoTime() - began) * 1e-9 + source.secondsBeside();
        Optional<Trajectories> synthetic = source.synthetic();
        if (synthetic.isEmpty()) {
            return drawn(source, agent.policy(), most, draws);
        }
        Trajectories trajectories = synthetic.get();
        Map<String, Double> cost = new HashMap<>();
        figures.forEach((figure, value) -> {
            if (figure.equals("network_evaluations")) {
                cost.put(figure, value);
            }
        });
        cost.put("seconds", seconds);
        cost.put("transitions_per_s", trajectories.transitions().count() / seconds);
        return Subject.of(name, trajectories, most).judgedBy(agent.policy()).at(cost);
    }

    private Subject drawn(ExperienceSource source, Policy policy, int most, RandomSource draws) {
        if (source.size() == 0) {
            throw new LeewayException("there is nothing in it");
        }
        int count = Math.min(most, source.size());
        Transitions some = Transitions.zeros(policy.observationSize(), policy.actionSize(), count);
        source.sample(draws, some, 0, count);
        return Subject.of(name, some).judgedBy(policy);
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
