package io.leeway.datasets.collect;

import io.leeway.datasets.behaviour.ActionCodec;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.Patience;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The play of one part of a collection, from its own seeds. */
final class PartPlay {
    private final CollectConfig config;
    private final CollectPlan.Part part;
    private final Environments environments;
    private final EnvironmentSpec spec;
    private final RandomSource random;
    private final ActionCodec codec;
    private final Long[] seeds;
    private final EpisodeRecorder[] recorders;

    PartPlay(CollectConfig config, CollectPlan.Part part, Environments environments, RandomSource random) {
        this.config = config;
        this.part = part;
        this.environments = environments;
        this.spec = environments.spec();
        this.random = random;
        codec = ActionCodec.of(spec);
        seeds = seeds();
        List<Leaf> leaves = Leaf.of(spec, Episode.OBSERVATIONS, spec.observationSpace());
        Leaf action = Leaf.of(spec, Episode.ACTIONS, spec.actionSpace()).get(0);
        recorders = new EpisodeRecorder[part.streams()];
        Arrays.setAll(
                recorders,
                i -> new EpisodeRecorder(
                        leaves, action, config.infos(), "stream " + i + " in " + spec.id(), i, part.stepsOf(i)));
    }

    private Long[] seeds() {
        RandomSource source = random.split("environments");
        Long[] drawn = new Long[part.streams()];
        Arrays.setAll(drawn, i -> source.nextLong() >>> 1);
        return drawn;
    }

    /** Plays, and returns the episodes of one stream after those of another. */
    List<Episode> play(Behaviour behaviour, Progress progress, Patience patience, String title) {
        VectorOptions options = VectorOptions.of(part.streams(), AutoresetMode.SAME_STEP)
                .withTimeLimit(config.timeLimit())
                .withInfos(Set.copyOf(config.infos()));
        try (Behaviour.Player player =
                        behaviour.start(SeenEnvironments.of(environments), part.streams(), random.split("behaviour"));
                ReplayingEnvironment environment =
                        new ReplayingEnvironment(environments, options, seeds, config.retries(), progress, patience);
                Progress.Task task = progress.begin(title, part.steps(), "steps")) {
            play(environment, player, task);
        }
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < recorders.length; i++) {
            episodes.addAll(recorders[i].finish());
        }
        return episodes;
    }

    private void play(ReplayingEnvironment environment, Behaviour.Player player, Progress.Task task) {
        int count = recorders.length;
        VectorEnvironment.Reset reset = environment.begin();
        List<Value> first = Leaf.values(spec.observationSpace(), reset.observations());
        for (int i = 0; i < count; i++) {
            recorders[i].begin(first, reset.infos(), seeds[i]);
        }
        double[] seen = spec.observationSpace().flatten(reset.observations(), count);
        boolean[] begun = new boolean[count];
        Arrays.fill(begun, true);
        double[] actions = new double[count * codec.size()];
        while (!recorders[0].full()) {
            player.act(seen, begun, actions);
            Value played = codec.encode(actions, part.behaviour().type());
            VectorEnvironment.Step step = environment.step(played);
            task.advance(record(played, step, begun, environment.omittedInfos()), "");
            seen = spec.observationSpace().flatten(step.observations(), count);
        }
    }

    /** Records a step of every stream that has room for it, and returns how many have. */
    private int record(Value played, VectorEnvironment.Step step, boolean[] begun, List<String> omitted) {
        Value last = Objects.requireNonNull(step.finalObservations(), "final observations");
        List<Value> after = Leaf.values(spec.observationSpace(), last);
        List<Value> next = Leaf.values(spec.observationSpace(), step.observations());
        int recorded = 0;
        for (int i = 0; i < recorders.length; i++) {
            begun[i] = step.terminated()[i] || step.truncated()[i];
            if (recorders[i].full()) {
                continue;
            }
            Map<String, Info> infos = begun[i] ? step.finalInfos() : step.infos();
            recorders[i].add(played, step.rewards()[i], after, infos, omitted);
            recorded++;
            if (begun[i]) {
                recorders[i].end(step.terminated()[i], step.truncated()[i]);
                if (!recorders[i].full()) {
                    recorders[i].begin(next, step.infos(), null);
                }
            }
        }
        return recorded;
    }
}
