package io.leeway.datasettools;

import io.leeway.spi.Component;
import io.leeway.spi.Default;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Random walks in parts, and a format for them. */
public final class WalkPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(Environments.class, "walk", "Nowhere", Somewhere.class, Place.class),
                Component.of(DatasetSource.class, "collect", "Walks", Walk.class, Walks.class),
                Component.of(DatasetFormat.class, "plain", "Lines", PlainFormat.Config.class, PlainFormat.class));
    }

    /** Nothing can be chosen but a name. */
    public record Somewhere(@Default("here") String where) {}

    /** How many parts of three episodes of four steps. */
    public record Walk(@Default("5") int parts) {}

    /** A place that says of itself that Gymnasium made it. */
    public record Place(Somewhere config) implements Environments {
        @Inject
        public Place {}

        @Override
        public EnvironmentSpec spec() {
            Space line = Space.Box.of(1, -1, 1, Space.ElementType.FLOAT64);
            return new EnvironmentSpec(
                    "walk-v0", line, line, 4, null, Map.of("where", config.where(), "gymnasium", "1.2"));
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            throw new UnsupportedOperationException("Nobody plays");
        }
    }

    /** Walks at random, and says so step by step. */
    public record Walks(Walk config, RandomSource random, Progress progress) implements DatasetSource {
        static final int EPISODES = 3;
        static final int STEPS = 4;

        @Inject
        public Walks {}

        @Override
        public boolean seeded() {
            return true;
        }

        @Override
        public Dataset load() {
            throw new UnsupportedOperationException("Parts are enough");
        }

        @Override
        public int parts() {
            return config.parts();
        }

        @Override
        public EpisodeReader part(int index) {
            RandomSource own = random.split("part-" + index);
            return new EpisodeReader() {
                private int next;

                @Override
                public DatasetDescription description() {
                    return new DatasetDescription(null, null, Map.of("source", "walks"));
                }

                @Override
                public @Nullable Episode next() {
                    return next++ == EPISODES ? null : walk(own);
                }

                @Override
                public void close() {}
            };
        }

        private Episode walk(RandomSource own) {
            double[] observations = new double[STEPS + 1];
            double[] actions = new double[STEPS];
            try (Progress.Task task = progress.begin("Walking", STEPS, "steps")) {
                for (int i = 0; i < STEPS; i++) {
                    actions[i] = own.nextDouble();
                    observations[i + 1] = observations[i] + actions[i];
                    task.advance(1, "");
                }
            }
            Map<String, Column> columns = new LinkedHashMap<>();
            columns.put(Episode.OBSERVATIONS, Column.of(observations));
            columns.put(Episode.ACTIONS, Column.of(actions));
            columns.put(Episode.REWARDS, Column.of(actions));
            columns.put(Episode.TERMINATIONS, Column.of(new boolean[STEPS]));
            columns.put(Episode.TRUNCATIONS, Column.of(new boolean[] {false, false, false, true}));
            return new Episode(columns, null);
        }
    }
}
