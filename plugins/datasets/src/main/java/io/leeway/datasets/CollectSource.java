package io.leeway.datasets;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Patience;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Collects a dataset by playing in the experiment's environment, several streams at once and without a time limit.
 *
 * <p>A stream in which no episode terminates becomes one long episode of steps / streams steps, as D4RL's maze2d data is
 * one long episode; it is neither terminated nor truncated, it merely ends. Where episodes terminate, or are cut by the
 * environment itself, the next begins at once. The dataset holds stream after stream. Actions are elements of the action
 * space, of float32 where it is, as they are behind a wire; the dataset has them rescaled from its bounds to [-1, 1].
 *
 * <p>An environment that fails, hangs or is lost is made anew and given all the actions so far once more, from the same
 * seeds; the dataset is then the one that there would have been without the failure, bit for bit.
 */
public final class CollectSource implements DatasetSource {
    private final CollectConfig config;
    private final Environments environments;
    private final Components components;
    private final RandomSource random;
    private final Progress progress;
    private final Patience patience;

    /** Creates the source. */
    @Inject
    public CollectSource(
            CollectConfig config,
            Environments environments,
            Components components,
            RandomSource random,
            Progress progress) {
        this(config, environments, components, random, progress, Patience.SLEEPING);
    }

    CollectSource(
            CollectConfig config,
            Environments environments,
            Components components,
            RandomSource random,
            Progress progress,
            Patience patience) {
        this.config = config;
        this.environments = environments;
        this.components = components;
        this.random = random;
        this.progress = progress;
        this.patience = patience;
    }

    @Override
    public boolean seeded() {
        return true;
    }

    @Override
    public Dataset load() {
        EnvironmentSpec spec = environments.spec();
        FlatSpaces spaces = FlatSpaces.of(spec, "The dataset source 'collect'");
        Behaviour.Player player =
                components.create(config.behaviour()).start(environments, config.streams(), random.split("behaviour"));
        EpisodeRecorder[] recorders = new EpisodeRecorder[config.streams()];
        for (int i = 0; i < recorders.length; i++) {
            int steps = config.steps() / config.streams() + (i < config.steps() % config.streams() ? 1 : 0);
            recorders[i] = new EpisodeRecorder(spaces, steps, "stream " + i + " in " + spec.id());
        }
        String title = "Collecting " + spec.id() + " with " + config.behaviour().type();
        try (ReplayingEnvironment environment =
                        new ReplayingEnvironment(environments, seeds(), config.retries(), progress, patience);
                Progress.Task task = progress.begin(title, config.steps(), "steps")) {
            play(environment, player, spaces, recorders, task);
        }
        return DatasetAssembly.of(spaces, recorders, provenance(spec));
    }

    private void play(
            ReplayingEnvironment environment,
            Behaviour.Player player,
            FlatSpaces spaces,
            EpisodeRecorder[] recorders,
            Progress.Task task) {
        int count = recorders.length;
        double[] seen = environment.begin();
        boolean[] begun = new boolean[count];
        Arrays.fill(begun, true);
        double[] actions = new double[count * spaces.actionSize()];
        while (!recorders[0].full()) {
            player.act(seen, begun, actions);
            check(actions, spaces);
            spaces.round(actions);
            VectorEnvironment.Step step = environment.step(actions.clone());
            double[] after = Objects.requireNonNull(step.finalObservations(), "final observations")
                    .reals();
            int recorded = 0;
            for (int i = 0; i < count; i++) {
                begun[i] = step.terminated()[i] || step.truncated()[i];
                if (!recorders[i].full()) {
                    recorders[i].add(seen, actions, step.rewards()[i], after, i);
                    recorded++;
                    if (begun[i]) {
                        recorders[i].end(step.terminated()[i], step.truncated()[i]);
                    }
                }
            }
            seen = step.observations().reals().clone();
            task.advance(recorded, "");
        }
    }

    private Long[] seeds() {
        RandomSource source = random.split("environments");
        Long[] seeds = new Long[config.streams()];
        Arrays.setAll(seeds, i -> source.nextLong() >>> 1);
        return seeds;
    }

    private void check(double[] actions, FlatSpaces spaces) {
        for (int i = 0; i < actions.length; i++) {
            if (!spaces.allows(i % spaces.actionSize(), actions[i])) {
                throw new LeewayException("The behaviour '" + config.behaviour().type() + "' chose the action "
                        + actions[i] + " (column " + i % spaces.actionSize() + ", stream " + i / spaces.actionSize()
                        + "), which is outside the bounds of "
                        + environments.spec().id()
                        + ": the fault is the behaviour's");
            }
        }
    }

    private Map<String, String> provenance(EnvironmentSpec spec) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("source", "collect");
        provenance.put("environment", spec.id());
        spec.settings().forEach((name, setting) -> provenance.put("environment " + name, setting));
        String chosen = config.behaviour().configuration().toString();
        provenance.put("behaviour", config.behaviour().type() + " " + chosen.substring(chosen.indexOf('[')));
        provenance.put("steps", Integer.toString(config.steps()));
        provenance.put("streams", Integer.toString(config.streams()));
        return provenance;
    }
}
