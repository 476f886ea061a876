package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real signals to a real process. */
final class InterruptionTest {
    private static Process bench() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Leeway.class.getName(),
                        "bench",
                        "maze2d",
                        "--seconds",
                        "20",
                        "--environments",
                        "16")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsTheWorkAtItsNextReport(String signal) throws IOException, InterruptedException {
        Process process = bench();
        try (BufferedReader messages = process.errorReader()) {
            assertThat(messages.readLine()).startsWith("Stepping maze2d: ");
            send(signal, process);
            assertThat(messages.lines())
                    .contains("Stopping at the next safe point. Interrupt again to stop at once.")
                    .last()
                    .isEqualTo("Stopped. To go on from here, run the same command again.");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
