package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests against the examples of FIPS 180-4. */
final class Sha256Test {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path directory;

    @Test
    void bytesHaveTheStandardsDigests() {
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(ABC);
        assertThat(Sha256.of(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void filesAreDigestedOneAfterTheOther() throws IOException {
        Path first = Files.writeString(directory.resolve("first"), "a");
        Path second = Files.writeString(directory.resolve("second"), "bc");

        assertThat(Sha256.of(List.of(first, second))).isEqualTo(ABC);
        assertThat(Sha256.of(second)).isEqualTo(Sha256.of("bc".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> Sha256.of(directory.resolve("third"))).isInstanceOf(NoSuchFileException.class);
    }
}
