package io.leeway.testkit.promise;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import java.util.List;

/** A plugin whose components, all called {@code asking}, ask for everything that is promised to their kinds. */
public final class AskingPlugin implements Plugin {
    /** The name of every component. */
    public static final String NAME = "asking";

    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                of(Environments.class, AskingEnvironments.class),
                of(DatasetSource.class, AskingDataset.class),
                of(Behaviour.class, AskingBehaviour.class),
                of(Denoiser.class, AskingDenoiser.class),
                of(Dynamics.class, AskingDynamics.class),
                of(Sampler.class, AskingSampler.class),
                of(Guidance.class, AskingGuidance.class),
                of(Agent.class, AskingAgent.class),
                of(ReturnEstimator.class, AskingEstimator.class),
                Component.of(
                        ExperienceSource.class,
                        NAME,
                        "Asks for everything",
                        AskingExperience.Config.class,
                        AskingExperience.class));
    }

    private static <K> Component<K, AskingConfig> of(Class<K> kind, Class<? extends K> implementation) {
        return Component.of(kind, NAME, "Asks for everything", AskingConfig.class, implementation);
    }
}
