package io.leeway.tensorflow.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class NvidiaCardTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatTheDriversProgramPrints() throws IOException {
        Path program = program("echo 'NVIDIA H100 80GB HBM3, 9.0, 81559 MiB'\necho 'Tesla M40, 5.2, 11448 MiB'");
        assertThat(NvidiaCard.ask(program.toString()))
                .containsExactly(
                        new NvidiaCard("NVIDIA H100 80GB HBM3", "9.0", "81559 MiB"),
                        new NvidiaCard("Tesla M40", "5.2", "11448 MiB"));
    }

    @Test
    void thereIsNoneWhereTheProgramFailsOrIsMissing() throws IOException {
        Path program =
                program("echo 'NVIDIA-SMI has failed because it could not communicate with the driver.'\nexit 9");
        assertThat(NvidiaCard.ask(program.toString())).isEmpty();
        assertThat(NvidiaCard.ask(folder.resolve("missing").toString())).isEmpty();
    }

    @Test
    void capabilitiesBelowSixAreTooOld() {
        assertThat(new NvidiaCard("", "5.2", "").suffices()).isFalse();
        assertThat(new NvidiaCard("", "6.0", "").suffices()).isTrue();
        assertThat(new NvidiaCard("", "10.0", "").suffices()).isTrue();
        assertThat(new NvidiaCard("", "[N/A]", "").suffices()).isTrue();
    }

    private Path program(String script) throws IOException {
        Path file = folder.resolve("nvidia-smi");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
