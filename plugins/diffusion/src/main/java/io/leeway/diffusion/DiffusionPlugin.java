package io.leeway.diffusion;

import io.leeway.diffusion.dynamics.RandomFeatures;
import io.leeway.diffusion.dynamics.RandomFeaturesConfig;
import io.leeway.diffusion.experience.DiffusionExperience;
import io.leeway.diffusion.experience.DiffusionExperienceConfig;
import io.leeway.diffusion.experience.GtaConfig;
import io.leeway.diffusion.experience.GtaExperience;
import io.leeway.diffusion.experience.MixtureExperience;
import io.leeway.diffusion.experience.MixtureExperienceConfig;
import io.leeway.diffusion.experience.RealExperience;
import io.leeway.diffusion.experience.SyntherConfig;
import io.leeway.diffusion.experience.SyntherExperience;
import io.leeway.diffusion.experience.model.WorldModelConfig;
import io.leeway.diffusion.experience.model.WorldModelExperience;
import io.leeway.diffusion.guidance.AdvantageWeighted;
import io.leeway.diffusion.guidance.AdvantageWeightedConfig;
import io.leeway.diffusion.guidance.NoGuidance;
import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.ReturnConditioned;
import io.leeway.diffusion.guidance.ReturnConditionedConfig;
import io.leeway.diffusion.guidance.ValueGradient;
import io.leeway.diffusion.guidance.ValueGradientConfig;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicy;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicyConfig;
import io.leeway.diffusion.sampling.DpmSolverConfig;
import io.leeway.diffusion.sampling.DpmSolverSampler;
import io.leeway.diffusion.sampling.EulerConfig;
import io.leeway.diffusion.sampling.EulerSampler;
import io.leeway.diffusion.sampling.HeunConfig;
import io.leeway.diffusion.sampling.HeunSampler;
import io.leeway.diffusion.sampling.SdeDpmSolverConfig;
import io.leeway.diffusion.sampling.SdeDpmSolverSampler;
import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import java.util.List;

/** The plugin of samplers, guidance schemes, experience sources and a model of the dynamics. */
public final class DiffusionPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(
                        Sampler.class,
                        "sde-dpm-solver-pp",
                        "SDE-DPM-Solver++(2M): stochastic, second order, one evaluation a step",
                        SdeDpmSolverConfig.class,
                        SdeDpmSolverSampler.class),
                Component.of(
                        Sampler.class,
                        "dpm-solver-pp",
                        "DPM-Solver++(2M): deterministic, second order, one evaluation a step",
                        DpmSolverConfig.class,
                        DpmSolverSampler.class),
                Component.of(
                        Sampler.class,
                        "heun",
                        "Heun's method with added noise (Karras et al. 2022): two evaluations a step",
                        HeunConfig.class,
                        HeunSampler.class),
                Component.of(
                        Sampler.class,
                        "euler",
                        "Euler's method: deterministic, first order, one evaluation a step",
                        EulerConfig.class,
                        EulerSampler.class),
                Component.of(
                        Dynamics.class,
                        "random-features",
                        "Ridge regressions on random features, fitted in closed form",
                        RandomFeaturesConfig.class,
                        RandomFeatures.class),
                Component.of(Guidance.class, "none", "No guidance", NoGuidance.Config.class, NoGuidance.class),
                Component.of(
                        Guidance.class,
                        "policy",
                        "Moves actions up the target policy's log-likelihood",
                        PolicyGuidanceConfig.class,
                        PolicyGuidance.class),
                Component.of(
                        Guidance.class,
                        "adaptive-policy",
                        "Policy guidance with the coefficient that keeps to a budget",
                        AdaptivePolicyConfig.class,
                        AdaptivePolicy.class),
                Component.of(
                        Guidance.class,
                        "value-gradient",
                        "Moves actions up the agent's critic",
                        ValueGradientConfig.class,
                        ValueGradient.class),
                Component.of(
                        Guidance.class,
                        "advantage-weighted",
                        "Weighs actions by the exponential of their advantage, up to a cap (AWR, IQL)",
                        AdvantageWeightedConfig.class,
                        AdvantageWeighted.class),
                Component.of(
                        Guidance.class,
                        "return-conditioned",
                        "Steers trajectories to a return without a classifier (Decision Diffuser)",
                        ReturnConditionedConfig.class,
                        ReturnConditioned.class),
                Component.of(
                        ExperienceSource.class,
                        "real",
                        "The dataset's own transitions",
                        RealExperience.Config.class,
                        RealExperience.class),
                Component.of(
                        ExperienceSource.class,
                        "diffusion",
                        "Synthetic trajectories, guided or not, with some real transitions",
                        DiffusionExperienceConfig.class,
                        DiffusionExperience.class),
                Component.of(
                        ExperienceSource.class,
                        "world-model",
                        "Rollouts of the policy in a learned model of the dynamics, with some real transitions",
                        WorldModelConfig.class,
                        WorldModelExperience.class),
                Component.of(
                        ExperienceSource.class,
                        "synther",
                        "Single transitions, unguided and made once (SynthER)",
                        SyntherConfig.class,
                        SyntherExperience.class),
                Component.of(
                        ExperienceSource.class,
                        "gta",
                        "The data's windows, noised in part and denoised towards a higher return (GTA)",
                        GtaConfig.class,
                        GtaExperience.class),
                Component.of(
                        ExperienceSource.class,
                        "mixture",
                        "Several sources, each with a weight",
                        MixtureExperienceConfig.class,
                        MixtureExperience.class));
    }
}
