package io.leeway.spi.diffusion;

import io.leeway.spi.Internal;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Stateful;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that estimates a clean trajectory from a noised one, at any noise level: D(x; σ) of Karras et al. 2022.
 *
 * <p>Created untrained; then either {@link #begin} and {@link #update}, or {@link #load}. Everything that it is given
 * and gives is normalised by its {@link #normalizer}.
 */
public interface Denoiser extends Stateful, AutoCloseable {
    /** Returns the rows of a trajectory. */
    int horizon();

    /** Returns the layout that it wants for a task; most take a row's next observation from the next row. */
    default TrajectoryLayout layout(int observationSize, int actionSize) {
        return TrajectoryLayout.of(observationSize, actionSize);
    }

    /** Makes fresh weights for trajectories of that normaliser's layout. */
    void begin(Normalizer normalizer);

    /**
     * Returns the statistics of the data that it learns, which sampling needs.
     *
     * @throws IllegalStateException before {@link #begin} or {@link #load}
     */
    Normalizer normalizer();

    /** Returns how many updates a whole training has. */
    long updates();

    /** Returns from how many windows one update learns, for throughput to be told. */
    default int batch() {
        return 1;
    }

    /** Returns how many updates were made. */
    long step();

    /**
     * Trains for several updates.
     *
     * @param training windows of this denoiser's horizon and layout, in data units
     * @param times how many updates; never past {@link #updates}
     * @return means over these updates, by snake_case name; {@code loss} at least
     * @throws LeewayException if the loss is no longer finite, saying at which update and what to change; the denoiser
     *     is then as it was before the call
     */
    Map<String, Double> update(Windows training, int times);

    /**
     * Returns the mean training loss on windows that it did not learn from, with the weights used for sampling and the
     * same noise each time.
     */
    double heldOutLoss(Windows heldOut);

    /**
     * Returns {@link #heldOutLoss} as {@code held_out_loss}, and what else there is to say of it, such as by noise
     * level.
     */
    default Map<String, Double> heldOutFigures(Windows heldOut) {
        return Map.of("held_out_loss", heldOutLoss(heldOut));
    }

    /** Returns what is known of the returns that it was conditioned on, where it learns a condition. */
    default Optional<WindowReturns> returns() {
        return Optional.empty();
    }

    /**
     * Estimates clean trajectories.
     *
     * @param noised count × horizon × width, normalised
     * @param sigma one noise level a trajectory, above 0, in units of the data's standard deviation
     * @param condition what to condition on, or null for none
     * @param count how many trajectories
     * @param estimate receives count × horizon × width; may be longer, never the same array as {@code noised}
     */
    void denoise(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate);

    /**
     * Returns the capability to run whole sampling loops on a device, where there is one; the plain loop is its test.
     */
    @Internal
    default Optional<FusedSampling> fusedSampling() {
        return Optional.empty();
    }

    /** Lets go of native memory. */
    @Override
    void close();
}
