package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.agent.update.ObservationScale;
import io.leeway.tensorflow.agent.update.TransitionInputs;
import io.leeway.tensorflow.agent.update.UpdateInputs;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** Several updates of an algorithm in one graph, one after the other. */
final class FusedUpdates {
    /** How many updates one run makes at most. */
    static final int MOST = 5;

    private final Workbench bench;
    private final Algorithm algorithm;
    private final ObservationScale scale;
    private final Program program;
    private final List<Update> updates = new ArrayList<>();
    private final List<String> names;

    /** The inputs of one update, its figures, and what completes it and all before it. */
    private record Update(UpdateInputs inputs, Operand<TFloat32> figures, List<Op> writes) {}

    /** The rows of an experience, those of each batch asked for at once. */
    private record Rows(ExperienceSource experience) implements TransitionInputs.Source {
        @Override
        public void fill(RandomSource random, Transitions batch) {
            experience.sample(random, batch, 0, batch.count());
        }

        @Override
        public Optional<boolean[]> realRows(int rows) {
            return experience.realRows(rows);
        }
    }

    /** Builds the first update, with whose variables those of the agent are complete. */
    FusedUpdates(Workbench bench, Algorithm algorithm, ObservationScale scale) {
        this.bench = bench;
        this.algorithm = algorithm;
        this.scale = scale;
        program = bench.program();
        names = List.copyOf(build().keySet());
    }

    private Map<String, Operand<TFloat32>> build() {
        UpdateInputs inputs = new UpdateInputs(program, bench.task(), bench.config(), scale);
        bench.begin(inputs);
        Map<String, Operand<TFloat32>> figures = algorithm.update(inputs.minibatch());
        updates.add(new Update(
                inputs,
                program.ops().stack(List.copyOf(figures.values())),
                program.variables().writes()));
        return figures;
    }

    /** Returns the names of an update's figures. */
    List<String> figures() {
        return names;
    }

    /**
     * Makes updates.
     *
     * @param seed what each update's own random stream is split from
     * @param done updates made before
     * @param times at most {@link #MOST}
     * @return the figures of each update
     */
    List<float[]> run(ExperienceSource experience, long seed, long done, int times) {
        while (updates.size() < times) {
            build();
        }
        TransitionInputs.Source source = new Rows(experience);
        try (Feeds feeds = new Feeds(program)) {
            for (int i = 0; i < times; i++) {
                RandomSource random = RandomSource.of(seed).split(done + i);
                updates.get(i).inputs().feed(feeds, source, done + i, random);
                feeds.fetch(updates.get(i).figures());
            }
            updates.get(times - 1).writes().forEach(feeds::target);
            return feeds.run();
        }
    }
}
