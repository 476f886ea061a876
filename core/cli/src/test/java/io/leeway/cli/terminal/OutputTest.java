package io.leeway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Leeway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real streams of a real process. */
@DisabledOnOs(OS.WINDOWS)
final class OutputTest {
    private static int run(Path file, String redirection, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "\"$@\" " + redirection, "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-opens=java.base/java.io=ALL-UNNAMED", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), Leeway.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
        builder.environment().put("LEEWAY_MESSAGES", "3");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void oneFileForBothStreamsKeepsTheirOrder(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("log");
        run(file, "3>&2 2>/dev/null", "bench", "maze2d", "--seconds", "0.1", "--environments", "16");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).startsWith("Stepping maze2d: ");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("steps_per_s  "));
    }

    @Test
    void messagesAreUtf8WhateverTheLocale(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("log");
        run(file, "3>&2", "plugins", "describe", "policy");
        assertThat(Files.readString(file)).contains("c·sin(π(n+1)/N)");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void resultsThatCannotBeWrittenAreAFailure(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("log");
        for (String command : List.of("version", "--help", "schema", "plugins list")) {
            assertThat(run(file, "3>&1 >/dev/full", command.split(" ")))
                    .as(command)
                    .isEqualTo(1);
            assertThat(Files.readString(file))
                    .isEqualTo("Standard output could not be written: No space left on device.\n");
        }
    }

    @Test
    void aReaderThatHasReadEnoughIsNoFailure(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("log");
        assertThat(run(file, "3>&1 | true; exit ${PIPESTATUS[0]}", "plugins", "list"))
                .isZero();
        assertThat(Files.readString(file)).isEmpty();
    }
}
