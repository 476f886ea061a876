package io.leeway.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Diagnostic.Finding;
import io.leeway.spi.Diagnostic.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonDiagnosticTest {
    @TempDir
    private Path folder;

    private Finding look(String script) throws IOException {
        Path python = folder.resolve("python");
        Files.writeString(python, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return new PythonDiagnostic(Map.of("LEEWAY_PYTHON", python.toString()))
                .examine()
                .get(0);
    }

    @Test
    void aPythonThatIsNewEnoughIsNamed() throws IOException {
        assertThat(look("echo 3.12.1 /usr/bin/python3"))
                .isEqualTo(new Finding(Status.OK, "Python", "3.12.1 /usr/bin/python3", ""));
    }

    @Test
    void anOldPythonIsAWarningThatSaysWhatItIsFor() throws IOException {
        Finding finding = look("echo 3.9.2 /usr/bin/python3; exit 1");
        assertThat(finding.status()).isEqualTo(Status.WARNING);
        assertThat(finding.text()).isEqualTo("none of 3.10 or newer; found 3.9.2 /usr/bin/python3");
        assertThat(finding.remedy()).contains("Gymnasium");
    }

    @Test
    void noPythonIsAWarning() {
        Finding finding = new PythonDiagnostic(Map.of("LEEWAY_PYTHON", "/absent"))
                .examine()
                .get(0);
        assertThat(finding.status()).isEqualTo(Status.WARNING);
        assertThat(finding.text()).isEqualTo("none of 3.10 or newer");
    }
}
