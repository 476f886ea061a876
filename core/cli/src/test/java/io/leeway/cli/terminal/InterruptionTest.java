package io.leeway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Leeway;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real signals to a real process. */
final class InterruptionTest {
    private static Process bench(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Leeway.class.getName()));
        command.addAll(List.of("bench", "maze2d", "--environments", "16"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsTheWorkAtItsNextReport(String signal) throws IOException, InterruptedException {
        Process process = bench("--seconds", "20");
        try (BufferedReader messages = process.errorReader()) {
            awaitLine("Stepping maze2d: ", messages);
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

    @Test
    void aSecondSignalEndsItAtOnce() throws IOException, InterruptedException {
        Process process = bench("--seconds", "300");
        try (BufferedReader messages = process.errorReader()) {
            awaitLine("Stepping maze2d: ", messages);
            send("INT", process);
            awaitLine("Stopping at the next safe point", messages);
            // The first was taken before it was answered: after this the next one is another request.
            TimeUnit.NANOSECONDS.sleep(Interruption.ONE_REQUEST_NANOS);
            send("INT", process);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(messages.lines()).doesNotContain("Stopped. To go on from here, run the same command again.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitLine(String beginning, BufferedReader messages) {
        assertThat(messages.lines().anyMatch(line -> line.startsWith(beginning)))
                .as(beginning)
                .isTrue();
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
