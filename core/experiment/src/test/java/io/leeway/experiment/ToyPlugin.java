package io.leeway.experiment;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** One component of each kind that a run needs, with everything small. */
public final class ToyPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(Environments.class, "toy", "A line", Nothing.class, ToyEnvironments.class),
                Component.of(DatasetSource.class, "toy", "Random play", Nothing.class, ToyData.class),
                Component.of(Denoiser.class, "toy", "One number", ToyDenoiser.Config.class, ToyDenoiser.class),
                Component.of(Dynamics.class, "pets", "One gain", ToyDynamics.Config.class, ToyDynamics.class),
                Component.of(Sampler.class, "toy", "One step", Nothing.class, ToySampler.class),
                Component.of(Agent.class, "toy", "One weight", Nothing.class, ToyAgent.class),
                Component.of(ExperienceSource.class, "real", "The data", Nothing.class, ToyExperience.Real.class),
                Component.of(
                        ExperienceSource.class, "predicted", "Steps", Nothing.class, ToyExperience.Predicted.class),
                Component.of(
                        ExperienceSource.class, "synthetic", "Sampled", Nothing.class, ToyExperience.Synthetic.class));
    }

    /** Nothing can be chosen. */
    public record Nothing() {}

    /** Four episodes of random actions. */
    public static final class ToyData implements DatasetSource {
        private static final int EPISODES = 4;
        private final RandomSource random;

        @Inject
        ToyData(RandomSource random) {
            this.random = random;
        }

        @Override
        public Dataset load() {
            int length = ToyEnvironments.HORIZON;
            float[] observations = new float[EPISODES * (length + 1)];
            float[] actions = new float[EPISODES * length];
            float[] rewards = new float[EPISODES * length];
            for (int episode = 0; episode < EPISODES; episode++) {
                double position = random.nextDouble();
                observations[episode * (length + 1)] = (float) position;
                for (int step = 0; step < length; step++) {
                    float action = 2 * random.nextFloat() - 1;
                    position = ToyEnvironments.next(position, 2 * action);
                    actions[episode * length + step] = action;
                    rewards[episode * length + step] = (float) (-position * position);
                    observations[episode * (length + 1) + step + 1] = (float) position;
                }
            }
            return new Dataset(
                    1,
                    1,
                    observations,
                    actions,
                    rewards,
                    new int[] {length, length, length, length},
                    new boolean[EPISODES],
                    new boolean[] {true, true, true, true},
                    Map.of("source", "random play"));
        }

        @Override
        public boolean seeded() {
            return true;
        }
    }

    /** Noise, denoised once. */
    public static final class ToySampler implements Sampler {
        @Inject
        ToySampler() {}

        @Override
        public Sample sample(SamplingRequest request) {
            Denoiser denoiser = request.denoiser();
            Trajectories result =
                    Trajectories.zeros(denoiser.normalizer().layout(), denoiser.horizon(), request.count());
            float[] noise = new float[result.values().length];
            request.random().fillGaussian(noise, 0, noise.length);
            denoiser.denoise(noise, new float[request.count()], null, request.count(), result.values());
            for (int i = 0; i < noise.length; i++) {
                result.values()[i] += 0.1f * noise[i];
            }
            denoiser.normalizer().denormalize(result.values());
            return new Sample(result, 1);
        }
    }
}
