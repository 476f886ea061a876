package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.agent.actor.Actor;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.tensorflow.agent.update.ObservationScale;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.layer.Expressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The early signs that learning goes wrong, measured on a batch of their own. */
final class Vitals {
    private static final double AT_BOUND = 0.99;

    private final Program program;
    private final Transitions batch;
    private final double bound;
    private final Placeholder<TFloat32> observations;
    private final Placeholder<TFloat32> actions;
    private final Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();

    Vitals(Workbench bench, Algorithm algorithm, ObservationScale scale, Dataset dataset) {
        program = bench.program();
        AgentConfig config = bench.config();
        bound = largestReturn(config, dataset);
        batch = Transitions.zeros(bench.task().observationSize(), bench.task().actionSize(), config.batch());
        observations = program.input(config.batch(), batch.observationSize());
        actions = program.input(config.batch(), batch.actionSize());
        Expressions math = bench.math();
        Operand<TFloat32> observation = scale.build(observations);
        Actor actor = algorithm.actor();
        List<Operand<TFloat32>> layers = new ArrayList<>(actor.hidden(observation));
        algorithm.critics().forEach(critic -> layers.addAll(critic.hidden(observation, actions)));
        if (!layers.isEmpty()) {
            List<Operand<TFloat32>> shares =
                    layers.stream().map(math::shareOfEmptyColumns).toList();
            figures.put("dead_units", math.multiply(math.add(shares), 1.0 / shares.size()));
        }
        if (bench.task().choices() == null) {
            Operand<TFloat32> own = actor.act(program.ops(), actor.parameters(), observation);
            figures.put("saturated_actions", saturated(math, own));
            figures.put("saturated_data_actions", saturated(math, actions));
        }
        if (!algorithm.critics().isEmpty() && bound > 0) {
            Operand<TFloat32> mean = math.mean(Values.smallest(math, algorithm.critics(), observation, actions));
            figures.put("value_over_bound", math.multiply(math.absolute(mean), 1 / bound));
        }
    }

    private static Operand<TFloat32> saturated(Expressions math, Operand<TFloat32> action) {
        return math.mean(math.positive(math.add(math.absolute(action), -AT_BOUND)));
    }

    /**
     * Returns the most that rewards as large as the data's largest can add up to, discounted; without end, or over an
     * episode.
     */
    private static double largestReturn(AgentConfig config, Dataset dataset) {
        double largest = 0;
        for (float reward : dataset.rewards()) {
            largest = Math.max(largest, Math.abs(reward * config.rewardScale() + config.rewardShift()));
        }
        int longest = 0;
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            longest = Math.max(longest, dataset.length(episode));
        }
        return largest * (config.discount() < 1 ? 1 / (1 - config.discount()) : longest);
    }

    Map<String, Double> measure(ExperienceSource experience, RandomSource random) {
        experience.sample(random, batch, 0, batch.count());
        try (Feeds feeds = new Feeds(program)) {
            feeds.add(observations, batch.observations()).add(actions, batch.actions());
            figures.values().forEach(feeds::fetch);
            List<float[]> values = feeds.run();
            Map<String, Double> measured = new LinkedHashMap<>();
            for (String name : figures.keySet()) {
                measured.put(name, (double) values.get(measured.size())[0]);
            }
            return measured;
        }
    }
}
