package io.leeway.spi;

/**
 * The factory of components, and the contract of what their constructors may ask for. It is the same in every command.
 *
 * <p>Bound for every kind: the component's own configuration record, {@link RandomSource}, {@link Progress},
 * {@link Device} and {@link Components} itself. Bound besides, by kind:
 *
 * <ul>
 *   <li>{@code DatasetSource} and {@code Behaviour}: {@code Environments}, those that are collected in, and
 *       {@code TrainedPolicies}, the agents of earlier runs
 *   <li>{@code Agent}, {@code ReturnEstimator} and {@code Sampler}: {@code Task}, the real {@code Dataset}, and
 *       {@code Environments}, those of the run
 *   <li>{@code ExperienceSource}: the same; the trained {@code Denoiser} and the trained {@code Dynamics}, which the
 *       run trains where a source asks for them; the {@code Sampler}; the {@code Policy} of the agent that learns, or
 *       that was chosen; and the {@code Learner}, which makes agents like that one
 *   <li>{@code Guidance}: what is bound for the source that it guides, but for the {@code Learner}
 *   <li>{@code Engine}: the {@code StageMaker} of this process
 * </ul>
 *
 * <p>A constructor may also ask for injectable classes of its own plugin, which may ask for the same; for a
 * {@code jakarta.inject.Provider} of a type, which makes it at the first call; and, for what may be missing, such as
 * {@code Environments} in a run without environment, for an {@code Optional} of it, or for a parameter that is
 * {@code @Nullable}.
 *
 * <p>A provider may be called by the thread that runs the command, and by others once the constructor has returned. A
 * constructor must not wait for threads of its own that call providers.
 */
public interface Components {
    /**
     * Creates the chosen component with what is bound here.
     *
     * @throws LeewayException if its constructor asks for something that is not bound, or fails
     */
    <K> K create(Configured<K> choice);

    /** Returns a copy in which {@code type} is bound to {@code value}, in place of any earlier binding. */
    <T> Components with(Class<T> type, T value);
}
