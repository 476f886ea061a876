package io.leeway.datasets.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.datasets.SameDatasets;
import io.leeway.datasets.behaviour.RandomBehaviour;
import io.leeway.datasets.behaviour.RandomConfig;
import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Collections whose environments fail now and then. */
class CollectFaultsTest {
    private static final List<Kind> KINDS = List.of(Kind.ENVIRONMENT_ERROR, Kind.TIMEOUT, Kind.LOST_SESSION);
    private static final int STEPS = 200;
    private static final int STREAMS = 3;

    /** Remembers every observation so far: asked once more for the same step, it would act otherwise. */
    private static final Behaviour REMEMBERING = (environments, count, random) -> {
        double[] memory = new double[count];
        return (observations, begun, actions) -> {
            for (int i = 0; i < count; i++) {
                memory[i] = begun[i] ? 0 : 0.9 * memory[i] + observations[i];
                actions[i] = Math.max(-2, Math.min(2, Math.sin(memory[i]) + random.nextDouble(-1, 1)));
            }
        };
    };

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private int advanced;

    private final Progress progress = new Progress() {
        @Override
        public Task begin(String title, long total, String unit) {
            advanced = 0;
            return (amount, detail) -> advanced += (int) amount;
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    };

    private Dataset collect(Environments environments, int retries) {
        Configured<Behaviour> behaviour = new Configured<>(Behaviour.class, "random", new RandomConfig());
        return new CollectSource(
                        new CollectConfig(behaviour, List.of(), STEPS, STREAMS, 100_000, false, List.of(), retries),
                        environments,
                        new OneBehaviour(REMEMBERING),
                        RandomSource.of(6),
                        progress,
                        pauses::add)
                .load();
    }

    @Test
    void datasetsEqualThoseOfARunWithoutFaults() {
        FailingEnvironments sound = new FailingEnvironments(new LineEnvironments(), call -> null);
        Dataset expected = collect(sound, 0);
        assertThat(expected.episodes()).isGreaterThan(STREAMS);
        int failed = 0;
        for (int seed = 0; seed < 60; seed++) {
            RandomSource random = RandomSource.of(seed);
            Map<Integer, Kind> failures = new HashMap<>();
            for (int i = 0; i < 1 + seed % 6; i++) {
                failures.put(1 + random.nextInt(sound.calls()), KINDS.get(random.nextInt(KINDS.size())));
            }
            FailingEnvironments failing = new FailingEnvironments(new LineEnvironments(), failures::get);
            SameDatasets.assertSame(collect(failing, 6), expected, "failures " + failures);
            assertThat(failing.open()).as("vectors left open").isZero();
            assertThat(advanced).as("progress").isEqualTo(STEPS);
            failed += failing.failed();
        }
        assertThat(failed).isGreaterThan(100);
    }

    @Test
    void everyCallMayFail() {
        FailingEnvironments sound = new FailingEnvironments(new LineEnvironments(), call -> null);
        Dataset expected = collect(sound, 0);
        for (int at = 1; at <= sound.calls(); at++) {
            int due = at;
            FailingEnvironments failing =
                    new FailingEnvironments(new LineEnvironments(), call -> call == due ? Kind.LOST_SESSION : null);
            SameDatasets.assertSame(collect(failing, 1), expected, "failure at call " + at);
            assertThat(failing.failed()).isEqualTo(1);
        }
    }

    @Test
    void pausesGrowAndFaultsAreTold() {
        Map<Integer, Kind> failures =
                Map.of(1, Kind.LOST_SESSION, 2, Kind.LOST_SESSION, 6, Kind.ENVIRONMENT_ERROR, 8, Kind.TIMEOUT);
        collect(new FailingEnvironments(new LineEnvironments(), failures::get), 4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(said)
                .hasSize(4)
                .contains("line-v0 (3 streams) at step 1 failed (call 1 failed); playing its steps again, retry 1 of 4")
                .contains(
                        "line-v0 (3 streams) at step 2 failed (call 6 failed); playing its steps again, retry 3 of 4");
    }

    @Test
    void theBudgetEndsWithWhatToDo() {
        FailingEnvironments away =
                new FailingEnvironments(new LineEnvironments(), call -> call >= 10 ? Kind.LOST_SESSION : null);
        assertThatThrownBy(() -> collect(away, 2))
                .isInstanceOfSatisfying(EnvironmentException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.LOST_SESSION))
                .hasMessageStartingWith("line-v0 (3 streams) at step 8 failed with a lost session after 2 retries"
                        + " (dataset.retries; 'leeway dataset collect --set retries=N'): call 12 failed."
                        + " See that the server is up and reachable");
        assertThat(away.open()).isZero();
    }

    @Test
    void anEnvironmentThatAlwaysFailsAtTheSameStepIsGivenUp() {
        int[] sinceMade = new int[1];
        Environments line = new LineEnvironments();
        FailingEnvironments wall = new FailingEnvironments(line, call -> {
            boolean due = ++sinceMade[0] == 20;
            sinceMade[0] = due ? 0 : sinceMade[0];
            return due ? Kind.ENVIRONMENT_ERROR : null;
        });
        assertThatThrownBy(() -> collect(wall, 3))
                .isInstanceOfSatisfying(EnvironmentException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.ENVIRONMENT_ERROR))
                .hasMessageContaining("at step 18 failed with an environment error after 3 retries");
        assertThat(wall.calls()).isEqualTo(80);
        assertThat(pauses).isEmpty();
    }

    /** The second vector's physics are not those of the first. */
    @Test
    void anEnvironmentThatDoesNotRepeatItselfIsRefused() {
        Environments[] era = {
            new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.SPARSE)),
            new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.MEDIUM, MazeReward.SPARSE))
        };
        int[] made = new int[1];
        FailingEnvironments failing = new FailingEnvironments(
                new Environments() {
                    @Override
                    public io.leeway.spi.environment.EnvironmentSpec spec() {
                        return era[0].spec();
                    }

                    @Override
                    public VectorEnvironment make(VectorOptions options) {
                        return era[made[0]++].make(options);
                    }
                },
                call -> call == 7 ? Kind.LOST_SESSION : null);
        OneBehaviour random = new OneBehaviour(new RandomBehaviour());
        assertThatThrownBy(() -> new CollectSource(
                                random.config("random", new RandomConfig(), STEPS, STREAMS),
                                failing,
                                random,
                                RandomSource.of(6),
                                progress,
                                pauses::add)
                        .load())
                .isInstanceOf(LeewayException.class)
                .isNotInstanceOf(EnvironmentException.class)
                .hasMessageContaining(
                        "maze2d-umaze-v1 failed after 4 steps and was played again from its seeds, but its"
                                + " reset then ended otherwise than at first");
        assertThat(failing.open()).isZero();
    }
}
