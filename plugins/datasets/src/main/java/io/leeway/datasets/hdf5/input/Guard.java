package io.leeway.datasets.hdf5.input;

import io.jhdf.exceptions.HdfException;
import io.leeway.spi.LeewayException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A guard that makes one kind of error of everything that a damaged file can bring about. */
final class Guard {
    private Guard() {}

    /**
     * Reads something.
     *
     * @param place what is read of the file, such as {@code /rewards}
     * @throws LeewayException if it cannot be read, naming file and place
     */
    static <T> T read(Path file, String place, Supplier<T> use) {
        try {
            return use.get();
        } catch (LeewayException e) {
            throw e;
        } catch (HdfException e) {
            String reason = deepest(e);
            boolean newer = reason.contains("Unrecognized") || reason.contains("version");
            throw new LeewayException(
                    file + ": " + place + " is damaged, or of a kind that is not read (" + reason
                            + "). Copy or download the file again, whole"
                            + (newer ? "; if it was written with libver='latest', write it with libver='v110'" : ""),
                    e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | InternalError e) {
            throw new LeewayException(
                    file + ": " + place + " is damaged (" + e + "). Copy or download the file again, whole", e);
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < 10 && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
