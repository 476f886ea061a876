package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.FileBytes;
import io.leeway.datasets.hdf5.format.UnreadException;
import io.leeway.spi.LeewayException;
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
    static <T> T read(FileBytes file, String place, Supplier<T> use) {
        try {
            return use.get();
        } catch (LeewayException e) {
            throw e;
        } catch (UnreadException e) {
            throw new LeewayException(file.path() + ": " + place + " " + e.getMessage(), e);
        } catch (DamagedException e) {
            throw damaged(file, place, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw damaged(file, place, e.toString(), e);
        }
    }

    private static LeewayException damaged(FileBytes file, String place, String reason, Throwable cause) {
        file.checkUnchanged();
        return new LeewayException(
                file.path() + ": " + place + " is damaged (" + reason + "). Copy or download the file again, whole",
                cause instanceof OutOfMemoryError ? null : cause);
    }
}
