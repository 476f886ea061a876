package io.leeway.diffusion.experience;

import io.leeway.diffusion.guidance.NoGuidance;
import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.Configured;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.Objects;

/** Experience sources around an exact denoiser of horizon 8. */
final class Sources {
    static final int HORIZON = 8;
    static final Configured<Guidance> UNGUIDED = new Configured<>(Guidance.class, "none", new NoGuidance.Config());
    static final Configured<Guidance> GUIDED =
            new Configured<>(Guidance.class, "policy", PolicyGuidanceConfig.of(Form.PROXIMAL, 1));

    private Sources() {}

    static ExperienceSource diffusion(DiffusionExperienceConfig config, Dataset dataset, RandomSource random) {
        return diffusion(config, dataset, denoiser(dataset), random);
    }

    static ExperienceSource diffusion(
            DiffusionExperienceConfig config, Dataset dataset, Denoiser denoiser, RandomSource random) {
        return diffusion(config, dataset, denoiser, learner(dataset, Long.MAX_VALUE), random, Progress.NONE);
    }

    static ExperienceSource diffusion(
            DiffusionExperienceConfig config,
            Dataset dataset,
            Denoiser denoiser,
            Learner learner,
            RandomSource random,
            Progress progress) {
        DirectComponents components =
                DirectComponents.of((choice, bindings) -> choice.configuration() instanceof PolicyGuidanceConfig policy
                        ? new PolicyGuidance(policy)
                        : new NoGuidance());
        return new DiffusionExperience(
                config, dataset, denoiser, Samplers.sdeDpmSolver(8, 1), components, learner, random, progress);
    }

    /** Returns one that learns that long. */
    static Learner learner(Dataset dataset, long updates) {
        return new Learner() {
            @Override
            public long updates() {
                return updates;
            }

            @Override
            public Agent fresh() {
                return new PointingAgent(dataset.observationSize(), dataset.actionSize(), 0);
            }
        };
    }

    static ExperienceSource mixture(MixtureExperienceConfig config, Dataset dataset, RandomSource random) {
        DirectComponents components = DirectComponents.of((choice, bindings) -> choice.configuration()
                        instanceof DiffusionExperienceConfig diffusion
                ? diffusion(diffusion, dataset, (RandomSource) Objects.requireNonNull(bindings.get(RandomSource.class)))
                : new RealExperience(new RealExperience.Config(TimeLimitRule.GOES_ON), dataset));
        return new MixtureExperience(config, components, random);
    }

    static GaussianDenoiser denoiser(Dataset dataset) {
        TrajectoryLayout layout = TrajectoryLayout.of(dataset.observationSize(), dataset.actionSize());
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, 0, 1);
        denoiser.begin(
                Normalizer.fit(WindowCutter.cut(dataset, layout, HORIZON, 1, 0).training()));
        return denoiser;
    }
}
