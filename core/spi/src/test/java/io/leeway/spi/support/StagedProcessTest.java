package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers of one place that are processes of their own, as two commands are. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class StagedProcessTest {
    private static final int PIECES = 300;
    private static final int TRIES = 8;

    @TempDir
    private Path directory;

    /** Writes its letter many times, slowly, whenever it is asked to, and replaces what is there. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            String piece = arguments[1].repeat(1000);
            while (System.in.read() >= 0) {
                Staged.write(Path.of(arguments[0]), file -> {
                    try (OutputStream output = Files.newOutputStream(file)) {
                        for (int i = 0; i < PIECES; i++) {
                            output.write(piece.getBytes(StandardCharsets.UTF_8));
                            if (i == 0) {
                                System.out.println("begun");
                            }
                        }
                    }
                });
                System.out.println("done");
            }
        }
    }

    private static Process start(Path place, String letter) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        location(Staged.class) + java.io.File.pathSeparator + location(StagedProcessTest.class),
                        Writer.class.getName(),
                        place.toString(),
                        letter)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(Process writer) throws IOException {
        writer.getOutputStream().write('\n');
        writer.getOutputStream().flush();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void ofTwoWritersTheFileIsOnesWhole() throws IOException, InterruptedException {
        Path place = directory.resolve("data");
        List<Process> writers = new ArrayList<>(List.of(start(place, "a"), start(place, "b"), start(place, "c")));
        try {
            List<BufferedReader> answers =
                    writers.stream().map(Process::inputReader).toList();
            for (int round = 0; round < TRIES; round++) {
                for (Process writer : writers) {
                    ask(writer);
                }
                for (BufferedReader answer : answers) {
                    assertThat(List.of(String.valueOf(answer.readLine()), String.valueOf(answer.readLine())))
                            .containsExactly("begun", "done");
                }
                String text = Files.readString(place);
                assertThat(text).hasSize(PIECES * 1000);
                assertThat(text.chars().distinct().count()).isEqualTo(1);
                assertThat(names()).containsExactly("data");
            }
        } finally {
            writers.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void whatAKilledOneLeftGoesWithTheNextThatSucceedsButNotWhatALivingOneWrites() throws Exception {
        Path place = directory.resolve("data");
        Process killed = start(place, "a");
        Staged living = Staged.file(place);
        try {
            Files.writeString(living.path(), "not done");
            ask(killed);
            assertThat(killed.inputReader().readLine()).isEqualTo("begun");
        } finally {
            killed.destroyForcibly().waitFor();
        }
        List<String> left = names();
        Staged.write(place, file -> Files.writeString(file, "whole"));

        assertThat(left).contains(".data.part");
        assertThat(names()).containsExactly(".data.part", "data");
        assertThat(living.path()).hasContent("not done");
        living.replace();
        living.close();
        assertThat(place).hasContent("not done");
        assertThat(names()).containsExactly("data");
    }
}
