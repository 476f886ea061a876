package io.leeway.experiment;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.support.NumpyArchive;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Real transitions, or refreshed synthetic ones. */
public abstract class ToyExperience implements ExperienceSource {
    private Transitions transitions;

    ToyExperience(Transitions transitions) {
        this.transitions = transitions;
    }

    void use(Transitions fresh) {
        transitions = fresh;
    }

    @Override
    public int size() {
        return transitions.count();
    }

    @Override
    public void sample(RandomSource random, Transitions batch, int from, int to) {
        for (int row = from; row < to; row++) {
            batch.copyRow(transitions, random.nextInt(transitions.count()), row);
        }
    }

    /** The dataset's transitions. */
    public static final class Real extends ToyExperience {
        @Inject
        Real(Dataset dataset) {
            super(dataset.transitions());
        }

        @Override
        public long refreshEvery() {
            return 0;
        }

        @Override
        public Map<String, Double> refresh(Agent agent, long step) {
            return Map.of();
        }

        @Override
        public void save(Path directory) {}

        @Override
        public void load(Path directory) {}
    }

    /** The dataset's transitions with the next observations that a model predicts. */
    public static final class Predicted extends ToyExperience {
        @Inject
        Predicted(Dataset dataset, Dynamics dynamics) {
            super(predicted(dataset.transitions(), dynamics));
        }

        private static Transitions predicted(Transitions transitions, Dynamics dynamics) {
            Predictions predictions =
                    dynamics.predict(transitions.observations(), transitions.actions(), transitions.count());
            for (int row = 0; row < transitions.count(); row++) {
                transitions.nextObservations()[row] = predictions.means()[predictions.offset(0, row)];
            }
            return transitions;
        }

        @Override
        public long refreshEvery() {
            return 0;
        }

        @Override
        public Map<String, Double> refresh(Agent agent, long step) {
            return Map.of();
        }

        @Override
        public void save(Path directory) {}

        @Override
        public void load(Path directory) {}
    }

    /** Sampled anew every 70 updates. */
    public static final class Synthetic extends ToyExperience {
        private final Denoiser denoiser;
        private final Sampler sampler;
        private final RandomSource random;
        private @Nullable Trajectories trajectories;

        @Inject
        Synthetic(Denoiser denoiser, Sampler sampler, RandomSource random) {
            super(Transitions.zeros(1, 1, 0));
            this.denoiser = denoiser;
            this.sampler = sampler;
            this.random = random;
        }

        @Override
        public long refreshEvery() {
            return 70;
        }

        @Override
        public Map<String, Double> refresh(Agent agent, long step) {
            keep(sampler.sample(SamplingRequest.of(denoiser, 10, random.split(step)))
                    .trajectories());
            return Map.of("network_evaluations", 1.0);
        }

        private void keep(Trajectories fresh) {
            trajectories = fresh;
            use(fresh.transitions());
        }

        @Override
        public Optional<Trajectories> synthetic() {
            return Optional.ofNullable(trajectories);
        }

        @Override
        public void save(Path directory) {
            if (trajectories != null) {
                new NumpyArchive().put("values", trajectories.values()).write(directory.resolve("synthetic.npz"));
            }
        }

        @Override
        public void load(Path directory) {
            Path file = directory.resolve("synthetic.npz");
            if (Files.exists(file)) {
                float[] values = NumpyArchive.read(file).floats("values");
                keep(new Trajectories(denoiser.normalizer().layout(), denoiser.horizon(), 10, values));
            }
        }
    }
}
