package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;

/** Moves nothing. */
final class AskingGuidance implements Guidance {
    @Inject
    AskingGuidance(
            Task task,
            Dataset dataset,
            Environments environments,
            Denoiser denoiser,
            Sampler sampler,
            Dynamics dynamics,
            Policy policy,
            Components components,
            Own own) {
        own.tell(
                "guidance",
                task,
                dataset,
                environments,
                denoiser.normalizer(),
                sampler,
                dynamics.predict(new float[1], new float[1], 1),
                policy,
                components);
    }

    @Override
    public Target target() {
        return Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {}
}
