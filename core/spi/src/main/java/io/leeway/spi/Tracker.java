package io.leeway.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A receiver of a run's metrics as they are made, such as a writer of TensorBoard's event files. Called by one thread
 * at a time, which is not that of the run: a tracker that fails or is slow is told later, and the run does not wait for
 * it.
 *
 * <p>A run that goes on after a kill begins with a new tracker, and records all of its metrics again from the start.
 * Whoever is called after a failure is told again what it was told since the last {@link #flush} that returned. In
 * either case what is kept already is not kept again: a value whose step is not above the last one kept of its series
 * and name is left out. The last steps are those of what is kept, such as the tracker's own files, and not of what was
 * told.
 */
public interface Tracker extends AutoCloseable {
    /**
     * What a tracker is told of the run before anything else.
     *
     * @param id of the run's folder, and of no other: letters and digits, the same when the run goes on
     * @param name the run's, which is its folder's name
     * @param folder the run's, as an absolute path; what a tracker writes by default lies in a folder of its own there
     * @param parameters the experiment's configuration: paths such as {@code agent.updates} with the value of each, in
     *     the experiment's order
     * @param seeds the experiment's
     * @param clock during a call it says when that which is told happened, which may be a while ago
     */
    record Run(String id, String name, Path folder, Map<String, String> parameters, List<Long> seeds, Clock clock) {}

    /**
     * A picture.
     *
     * @param width in pixels
     * @param height in pixels
     * @param pixels height × width × 3, row-major from the top left: red, green and blue, each 0 to 255
     */
    record Image(int width, int height, byte[] pixels) {
        /** Checks that the pixels fill the picture. */
        public Image {
            if (width < 1 || height < 1 || pixels.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
                throw new IllegalArgumentException(
                        "A picture of " + width + " × " + height + " cannot have " + pixels.length + " bytes");
            }
        }
    }

    /** How a run ended. */
    enum Ending {
        /** It came to its report. */
        FINISHED,
        /** Something failed. */
        FAILED,
        /** The user asked it to stop: it may go on later. */
        STOPPED
    }

    /**
     * Begins, or goes on where an earlier tracker of the same run ended or was killed. Called before anything else is
     * told, and again after it failed.
     *
     * @throws LeewayException if it cannot, saying why and where: it is called again later
     */
    default void begin(Run run) {}

    /**
     * Takes the metrics of one moment. A run that goes on after a kill may record a moment again, with the same values,
     * or go back to an earlier one: neither is kept twice.
     *
     * @param series what they belong to, for example {@code seed-0/guided}; series are apart from one another
     * @param step the agent's or denoiser's update count, from 0
     * @param metrics by snake_case name, perhaps none of them; finite, infinite or NaN; to be read before the call
     *     returns, and left as they are
     * @throws LeewayException if they cannot be kept, saying why and where
     */
    void record(String series, long step, Map<String, Double> metrics);

    /**
     * Takes values whose distribution is of interest, such as the returns of an evaluation's episodes. Those of a run
     * that goes on are told again only where they are made again.
     *
     * @param series as for {@link #record}
     * @param step as for {@link #record}
     * @param name in snake_case, for example {@code returns}
     * @param values in the units of what is measured, at least one, in any order; to be read before the call returns,
     *     and left as they are
     * @throws LeewayException if they cannot be kept, saying why and where
     */
    default void histogram(String series, long step, String name, double[] values) {}

    /**
     * Takes a picture, such as generated trajectories on the map. A run that goes on tells it again.
     *
     * @param series as for {@link #record}
     * @param step as for {@link #record}
     * @param name in snake_case, for example {@code trajectories}
     * @throws LeewayException if it cannot be kept, saying why and where
     */
    default void picture(String series, long step, String name, Image image) {}

    /**
     * Takes a file that is complete, such as the run's report. A run that goes on tells it again, perhaps with other
     * content: the later one counts.
     *
     * @param file what there is to keep, of any type; to be read before the call returns
     * @throws LeewayException if it cannot be kept, saying why and where
     */
    default void file(Path file) {}

    /**
     * Keeps what was told so far, as far as it does not yet: after it returns a kill loses nothing of that. Called at
     * least once a second while there is something to keep.
     *
     * @throws LeewayException if it cannot be kept, saying why and where: all that was told since the last time that
     *     this returned is told again
     */
    default void flush() {}

    /**
     * Takes how the run ended: nothing more is told but {@link #flush}. A run that goes on begins again.
     *
     * @throws LeewayException if it cannot be kept, saying why and where
     */
    default void end(Ending ending) {}

    /**
     * Flushes, and lets go of files and connections: everything recorded is then kept. Does nothing the second time.
     */
    @Override
    default void close() {}
}
