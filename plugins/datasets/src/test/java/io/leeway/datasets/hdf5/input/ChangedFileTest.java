package io.leeway.datasets.hdf5.input;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that something writes to while it is read ends in one error that says so. */
class ChangedFileTest {
    @TempDir
    private Path folder;

    private Path written() {
        Path path = folder.resolve("busy.hdf5");
        try (Hdf5Output output = Hdf5Output.create(path, 0)) {
            output.append("values", Column.of(new double[2_000_000]));
            output.commit();
        }
        return path;
    }

    @Test
    void aCutFileIsSaidToHaveChanged() throws IOException {
        Path path = written();
        try (Hdf5Input file = Hdf5Input.open(path)) {
            Hdf5Array array = Objects.requireNonNull(file.root().array("values"));
            array.read(0, 10);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(1 << 20);
            }
            assertChanged(() -> array.read(1_999_000, 1000));
            assertChanged(() -> array.readAll((first, rows) -> {}));
        }
    }

    @Test
    void aFileWrittenOverIsSaidToHaveChanged() throws IOException {
        Path path = written();
        try (Hdf5Input file = Hdf5Input.open(path)) {
            Hdf5Array array = Objects.requireNonNull(file.root().array("values"));
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1 << 20), 1 << 21);
            }
            Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis() + 5000));
            assertChanged(() -> array.readAll((first, rows) -> {}));
        }
    }

    private static void assertChanged(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("busy.hdf5 has changed while it was read");
    }
}
