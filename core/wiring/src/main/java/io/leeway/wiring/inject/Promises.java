package io.leeway.wiring.inject;

import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.agent.Task;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageMaker;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The table of what {@link Components} promises: the types that a constructor may ask for, by the kind of its
 * component.
 */
public final class Promises {
    private static final Set<Class<?>> TO_ALL = Set.of(Progress.class, Device.class);
    private static final Set<Class<?>> TO_COLLECTORS = Set.of(Environments.class, TrainedPolicies.class);
    private static final Set<Class<?>> TO_LEARNERS = Set.of(Task.class, Dataset.class, Environments.class);
    private static final Set<Class<?>> TO_GUIDANCE = Set.of(
            Task.class, Dataset.class, Environments.class, Denoiser.class, Sampler.class, Dynamics.class, Policy.class);
    private static final Set<Class<?>> TO_EXPERIENCE = with(Learner.class, TO_GUIDANCE);

    private static final Map<Class<?>, Set<Class<?>>> BY_KIND = Map.of(
            DatasetSource.class, TO_COLLECTORS,
            Behaviour.class, TO_COLLECTORS,
            Agent.class, TO_LEARNERS,
            ReturnEstimator.class, TO_LEARNERS,
            Sampler.class, TO_LEARNERS,
            ExperienceSource.class, TO_EXPERIENCE,
            Guidance.class, TO_GUIDANCE,
            Engine.class, Set.of(StageMaker.class));

    private Promises() {}

    private static Set<Class<?>> with(Class<?> type, Set<Class<?>> others) {
        Set<Class<?>> all = new LinkedHashSet<>(others);
        all.add(type);
        return all;
    }

    /**
     * Returns what constructors of a kind may ask for besides their configuration, {@code RandomSource} and
     * {@code Components}.
     */
    public static Set<Class<?>> of(Class<?> kind) {
        Set<Class<?>> types = new LinkedHashSet<>(TO_ALL);
        types.addAll(BY_KIND.getOrDefault(kind, Set.of()));
        return types;
    }
}
