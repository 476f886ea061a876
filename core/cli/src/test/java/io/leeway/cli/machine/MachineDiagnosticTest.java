package io.leeway.cli.machine;

import static io.leeway.spi.Diagnostic.Status.FAILURE;
import static io.leeway.spi.Diagnostic.Status.OK;
import static io.leeway.spi.Diagnostic.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Diagnostic.Finding;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MachineDiagnosticTest {
    private static Finding processors(String flags) {
        String information = "processor : 0\nmodel name\t: Fast One\nflags\t\t: " + flags + "\n\nprocessor : 1\n";
        return MachineDiagnostic.processors(2, Optional.of(information));
    }

    @Test
    void processorsAreJudgedByTheirVectorInstructions() {
        assertThat(processors("fpu sse avx avx2 fma"))
                .isEqualTo(new Finding(OK, "Processors", "2 of Fast One, with avx, avx2, fma", ""));
        assertThat(processors("fpu avx"))
                .isEqualTo(new Finding(
                        WARNING,
                        "Processors",
                        "2 of Fast One, with avx",
                        "A processor with AVX2 and FMA computes several times faster."));
        assertThat(processors("fpu sse"))
                .isEqualTo(new Finding(
                        FAILURE,
                        "Processors",
                        "2 of Fast One",
                        "TensorFlow needs a processor with AVX: use another machine."));
    }

    @Test
    void anArmProcessorHasOtherFeatures() {
        Finding finding = MachineDiagnostic.processors(4, Optional.of("Features\t: fp asimd evtstrm sve\n"));
        assertThat(finding.status()).isEqualTo(OK);
        assertThat(finding.text()).endsWith(", with asimd, sve");
    }

    @Test
    void whereNothingIsKnownNothingIsJudged() {
        assertThat(MachineDiagnostic.processors(8, Optional.empty()))
                .isEqualTo(new Finding(OK, "Processors", "8; their features are not known here", ""));
    }

    @Test
    void littleMemoryIsAWarning() {
        assertThat(MachineDiagnostic.memory(8L << 30, 3L << 29))
                .isEqualTo(new Finding(OK, "Memory", "8.0 GiB, of which Java's heap may take 1.5 GiB", ""));
        assertThat(MachineDiagnostic.memory(2L << 30, 1L << 29))
                .isEqualTo(new Finding(
                        WARNING,
                        "Memory",
                        "2.0 GiB, of which Java's heap may take 0.5 GiB",
                        "Experiments of the examples' size need up to 4 GiB."));
    }

    @Test
    void littleDiskIsAWarning() {
        Path folder = Path.of("/data");
        assertThat(MachineDiagnostic.disk(folder, 5L << 30, true))
                .isEqualTo(new Finding(OK, "Disk", "5.0 GiB free in /data", ""));
        assertThat(MachineDiagnostic.disk(folder, 1L << 29, true).remedy())
                .isEqualTo("A run can take a few GiB: make room, or choose a folder with --runs.");
        assertThat(MachineDiagnostic.disk(folder, 5L << 30, false))
                .isEqualTo(new Finding(
                        WARNING,
                        "Disk",
                        "5.0 GiB free in /data, which is not writable",
                        "Give runs a folder with --runs DIR."));
    }
}
