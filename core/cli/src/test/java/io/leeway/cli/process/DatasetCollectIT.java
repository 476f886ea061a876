package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collection into a file, and what happens when it is stopped. */
class DatasetCollectIT {
    private static final int KILLS = 5;

    @TempDir
    private Path folder;

    private static List<String> arguments(Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("dataset", "collect", "maze2d-umaze-v1", "--out", out.toString()));
        arguments.addAll(List.of("--set", "part=6000", "--seed", "3", "--json"));
        arguments.addAll(List.of("--behaviour", "{type: noisy, behaviour: waypoint, standard-deviation: 0.2}"));
        arguments.addAll(more.length == 0 ? List.of("--steps", "60000") : List.of(more));
        return arguments;
    }

    @Test
    void killedAtAnyMomentItGoesOnToTheSameBytes() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.hdf5");
        Command once = Command.start(folder, arguments(whole));
        assertThat(once.exitCode()).as(once.errors()).isZero();
        JsonNode totals = new ObjectMapper().readTree(once.output());
        assertThat(totals.path("steps").asInt()).isEqualTo(60_000);

        Path killed = Files.createDirectory(folder.resolve("other")).resolve("whole.hdf5");
        SplittableRandom random = new SplittableRandom(7);
        long limit = 200;
        for (int kills = 0; kills < KILLS; ) {
            Command command = Command.start(folder, arguments(killed));
            awaitParts(killed.resolveSibling("whole.hdf5.parts"), kills + 1);
            if (command.killAfter(random.nextLong(limit))) {
                kills++;
                continue;
            }
            assertThat(Files.mismatch(whole, killed)).isEqualTo(-1);
            Files.delete(killed);
            limit /= 2;
            assertThat(limit).as("none was killed before it had ended").isPositive();
        }
        Command last = Files.exists(killed) ? once : Command.start(folder, arguments(killed));
        assertThat(last.exitCode()).as(last.errors()).isZero();

        assertThat(Files.mismatch(whole, killed)).isEqualTo(-1);
        assertThat(killed.resolveSibling("whole.hdf5.parts")).doesNotExist();
        Command again = Command.start(folder, arguments(whole));
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.errors()).contains("exists already");
    }

    /** Waits until so many parts are there. */
    private static void awaitParts(Path parts, int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            if (Files.isDirectory(parts)) {
                try (Stream<Path> files = Files.list(parts)) {
                    if (files.filter(file -> file.getFileName().toString().startsWith("part-"))
                                    .filter(file -> !file.toString().endsWith(".part"))
                                    .count()
                            >= count) {
                        return;
                    }
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("There are no " + count + " parts in " + parts + " within two minutes");
    }

    @Test
    void controlCSaysHowToGoOnAndAnotherConfigurationIsRefused() throws IOException, InterruptedException {
        Path out = folder.resolve("stopped.hdf5");
        Command command = Command.start(folder, arguments(out, "--steps", "6000000"));
        awaitParts(out.resolveSibling("stopped.hdf5.parts"), 3);
        command.interrupt();
        assertThat(command.exitCode()).as(command.errors()).isEqualTo(130);
        assertThat(command.errors()).contains("run the same command again").doesNotContain("\tat ");

        Command other = Command.start(folder, arguments(out));
        assertThat(other.exitCode()).isNotZero();
        assertThat(other.errors())
                .contains("collect.configuration.steps was 6000000 and is 60000", "--restart")
                .doesNotContain("\tat ");
        Command restarted = Command.start(folder, arguments(out, "--steps", "60000", "--restart"));
        assertThat(restarted.exitCode()).as(restarted.errors()).isZero();
    }
}
