package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.agent.FixedExperience;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.Map;

/** The data's own transitions; every refresh samples, guided, and throws away what it made. */
final class AskingExperience implements ExperienceSource {
    private final FixedExperience real;
    private final Denoiser denoiser;
    private final Sampler sampler;
    private final Guidance guidance;
    private final RandomSource random;

    /** The configuration. */
    record Config(
            @Inline AskingConfig asking,

            @Description("The scheme that guides") @Default("asking")
            Configured<Guidance> guidance) {}

    @Inject
    AskingExperience(
            Config config,
            Task task,
            Dataset dataset,
            Environments environments,
            Denoiser denoiser,
            Sampler sampler,
            Dynamics dynamics,
            Provider<Policy> policy,
            Learner learner,
            Components components,
            RandomSource random) {
        CreationRecord.present(
                task, environments, dynamics.predict(new float[1], new float[1], 1), policy.get(), learner);
        CreationRecord.add(config.asking().record(), "experience-source");
        real = new FixedExperience(dataset.transitions());
        this.denoiser = denoiser;
        this.sampler = sampler;
        this.random = random;
        guidance = components.create(config.guidance());
    }

    @Override
    public long refreshEvery() {
        return 0;
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        sampler.sample(SamplingRequest.of(denoiser, 1, random.split(step))
                .withGuidance(guidance, agent.policy(), agent.critic().orElse(null)));
        return Map.of();
    }

    @Override
    public int size() {
        return real.size();
    }

    @Override
    public void sample(RandomSource draws, Transitions batch, int from, int to) {
        real.sample(draws, batch, from, to);
    }

    @Override
    public void save(Path directory) {}

    @Override
    public void load(Path directory) {}
}
