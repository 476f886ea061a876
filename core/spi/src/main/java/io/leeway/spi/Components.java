package io.leeway.spi;

/**
 * A factory of components, with what their constructors may ask for.
 *
 * <p>Bound for every kind: the component's own configuration record, {@link RandomSource}, {@link Progress},
 * {@link Device} and {@link Components} itself. Bound besides, by kind:
 *
 * <ul>
 *   <li>{@code DatasetSource}: {@code Environments}, where there are any to collect in
 *   <li>{@code DatasetSource} and {@code Behaviour}: {@code TrainedPolicies}, the agents of earlier runs
 *   <li>{@code Agent} and {@code ReturnEstimator}: {@code Task} and the real {@code Dataset}
 *   <li>{@code ExperienceSource}: {@code Task}, the real {@code Dataset}, the trained {@code Denoiser} and the
 *       {@code Sampler}; a source that asks for the denoiser makes the run train one; and {@code Environments}, those of the
 *       run
 *   <li>{@code Guidance}: what is bound for the source that it guides
 * </ul>
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
