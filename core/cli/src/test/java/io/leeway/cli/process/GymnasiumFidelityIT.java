package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.NumpyArchive;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Java gets through the wire equals what Gymnasium's own vector gives in Python, bit for bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class GymnasiumFidelityIT {
    private static final int COUNT = 3;
    private static final Long[] SEEDS = {0L, 1L << 40, 7L};

    private Path folder = Path.of("");
    private @Nullable Server server;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        server = Server.ofGymnasium(folder, Python.required(), "127.0.0.1:0", "--workers", "2");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HalfCheetah-v5, NEXT_STEP, 60",
        "Hopper-v5, NEXT_STEP, 120",
        "Hopper-v5, SAME_STEP, 120",
        "Hopper-v5, DISABLED, 120",
        "CartPole-v1, SAME_STEP, 120",
        "Blackjack-v1, DISABLED, 60",
        "FrozenLake-v1, NEXT_STEP, 60",
        "Pendulum-v1, SAME_STEP, 210",
        "PointMaze_UMaze-v3, SAME_STEP, 330",
    })
    void theSameToTheBit(String id, AutoresetMode mode, int steps) throws Exception {
        NumpyArchive story = play(id, mode, steps);
        try (Environments environments =
                        Evaluation.remote(Objects.requireNonNull(server).address(), id);
                VectorEnvironment vector = environments.make(VectorOptions.of(COUNT, mode))) {
            assertSame(vector.reset(SEEDS, null, Map.of()).observations(), story, "first", 0);
            Map<String, Integer> infosSeen = new LinkedHashMap<>();
            for (int i = 0; i < steps; i++) {
                VectorEnvironment.Step step = vector.step(actions(story, i));
                Value after = step.observations();
                assertSame(after, story, "observation", i);
                assertSame(step, story, i);
                assertSameInfos(step.infos(), story, i, infosSeen);
                if (mode == AutoresetMode.DISABLED && anyOver(step)) {
                    after = vector.reset(null, over(step), Map.of()).observations();
                }
                assertSame(after, story, "after", i);
            }
        }
    }

    private NumpyArchive play(String id, AutoresetMode mode, int steps) throws Exception {
        Path file = folder.resolve(id + "-" + mode + ".npz");
        List<String> line = List.of(
                Python.required().toString(), script(), id, mode.name(), "" + COUNT, "" + steps, file.toString());
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s", line).isZero();
        return NumpyArchive.read(file);
    }

    private static String script() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GymnasiumFidelityIT.class.getResource("play_gymnasium.py"))
                        .toURI())
                .toString();
    }

    private static Value actions(NumpyArchive story, int step) {
        Object array = Objects.requireNonNull(story.entries().get("action")).array();
        return array instanceof double[] reals
                ? new Value.Reals(row(reals, story, "action", step))
                : new Value.Integers(row((long[]) array, story, "action", step));
    }

    private static double[] row(double[] array, NumpyArchive story, String name, int step) {
        int size = array.length / story.shape(name)[0];
        return Arrays.copyOfRange(array, step * size, (step + 1) * size);
    }

    private static long[] row(long[] array, NumpyArchive story, String name, int step) {
        int size = array.length / story.shape(name)[0];
        return Arrays.copyOfRange(array, step * size, (step + 1) * size);
    }

    private static void assertSame(VectorEnvironment.Step step, NumpyArchive story, int i) {
        assertThat(step.rewards())
                .as("rewards of step %d", i)
                .isEqualTo(row(story.doubles("reward"), story, "reward", i));
        assertThat(flags(step.terminated())).isEqualTo(row(story.longs("terminated"), story, "terminated", i));
        assertThat(flags(step.truncated())).isEqualTo(row(story.longs("truncated"), story, "truncated", i));
        Value finals = step.finalObservations();
        if (finals != null) {
            assertSame(finals, story, "final", i);
        }
    }

    /** Compares a value with the arrays that the story has under its name and those of its parts. */
    private static void assertSame(Value value, NumpyArchive story, String name, int step) {
        if (value instanceof Value.Entries entries) {
            entries.values().forEach((key, part) -> assertSame(part, story, name + "." + key, step));
        } else if (value instanceof Value.Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                assertSame(items.values().get(i), story, name + "." + i, step);
            }
        } else if (value instanceof Value.Reals reals) {
            assertThat(bits(reals.values()))
                    .as("%s of step %d", name, step)
                    .isEqualTo(bits(row(story.doubles(name), story, name, step)));
        } else if (value instanceof Value.Integers integers) {
            assertThat(integers.values())
                    .as("%s of step %d", name, step)
                    .isEqualTo(row(story.longs(name), story, name, step));
        } else {
            throw new AssertionError("There are no texts in " + name);
        }
    }

    private static void assertSameInfos(
            Map<String, Info> infos, NumpyArchive story, int step, Map<String, Integer> seen) {
        for (String key : story.entries().keySet()) {
            if (!key.startsWith("info-step.")) {
                continue;
            }
            String name = key.substring("info-step.".length());
            int at = seen.getOrDefault(name, 0);
            long[] steps = story.longs(key);
            if (at == steps.length || steps[at] != step) {
                continue;
            }
            seen.put(name, at + 1);
            Info.Numbers numbers = (Info.Numbers) Objects.requireNonNull(infos.get(name), name);
            assertThat(flags(numbers.present())).isEqualTo(row(story.longs("mask." + name), story, "mask." + name, at));
            assertSame(widened(numbers.values(), story, "info." + name), story, "info." + name, at);
        }
    }

    /** An info that is whole in one step and real in another, as FrozenLake's is, is real in all of the story. */
    private static Value widened(Value value, NumpyArchive story, String name) {
        boolean real = Objects.requireNonNull(story.entries().get(name)).array() instanceof double[];
        return real && value instanceof Value.Integers integers
                ? new Value.Reals(
                        Arrays.stream(integers.values()).asDoubleStream().toArray())
                : value;
    }

    private static boolean anyOver(VectorEnvironment.Step step) {
        return Arrays.stream(flags(over(step))).anyMatch(flag -> flag != 0);
    }

    private static boolean[] over(VectorEnvironment.Step step) {
        boolean[] over = new boolean[COUNT];
        for (int i = 0; i < COUNT; i++) {
            over[i] = step.terminated()[i] || step.truncated()[i];
        }
        return over;
    }

    private static long[] flags(boolean[] given) {
        long[] flags = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            flags[i] = given[i] ? 1 : 0;
        }
        return flags;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
