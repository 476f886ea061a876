package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.environment.EnvironmentMaker;
import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.Environment;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.wiring.config.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gymnasium's environments, served by Python, as the evaluator and the oracle see them; and what happens to who serves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GymnasiumIT {
    private static final Quota QUOTA = new Quota(12, 8, 20);
    /** The vectors of remote environments that an evaluation makes. */
    private static final int VECTORS = 1;

    private Path folder = Path.of("");
    private Path python = Path.of("");

    @BeforeAll
    void requirePython(@TempDir Path temporary) {
        folder = temporary;
        python = Python.required();
    }

    private static double[] play(Environments environments) {
        return Evaluation.play(environments, QUOTA);
    }

    @Test
    void killedWorkersAndServersChangeNoReturn() throws Exception {
        double[] whole;
        try (Server server = Server.ofGymnasium(
                        folder, python, "127.0.0.1:0", "--id", "Hopper-v5", "--id", "HalfCheetah-v5");
                Environments environments = Evaluation.remote(server.address(), "HalfCheetah-v5")) {
            whole = play(environments);
        }
        assertThat(whole).hasSize(QUOTA.episodes()).doesNotHaveDuplicates();
        Server first = Server.ofGymnasium(folder, python, "127.0.0.1:0", "--id", "HalfCheetah-v5");
        String address = first.address();
        Server server = first;
        try (WatchedEnvironments environments =
                new WatchedEnvironments(Evaluation.remote(address, "HalfCheetah-v5", "reconnect-timeout=20s"))) {
            CompletableFuture<double[]> returns = CompletableFuture.supplyAsync(() -> play(environments));
            environments.awaitSteps(VECTORS);
            int made = environments.made();
            List<ProcessHandle> workers = workers(first);
            assertThat(workers).as("worker processes").isNotEmpty();
            workers.get(0).destroyForcibly();
            environments.awaitSteps(made + 1);
            assertThat(returns).as("the evaluation, while the server is killed").isNotDone();
            first.kill();
            server = Server.ofGymnasium(folder, python, address, "--id", "HalfCheetah-v5");
            assertThat(returns.join()).isEqualTo(whole);
        } finally {
            server.close();
        }
    }

    /** Returns the processes that step environments: those that were started by one that the server has started. */
    private static List<ProcessHandle> workers(Server server) {
        List<ProcessHandle> started = server.descendants();
        return started.stream()
                .filter(process -> process.parent().filter(started::contains).isPresent())
                .toList();
    }

    @Test
    void pythonsMazeWithExactContactsEqualsTheEmbeddedOne() throws IOException, InterruptedException {
        try (Server server = Server.ofGymnasium(folder, python, "127.0.0.1:0", "--allow-kwargs", "tolerance")) {
            for (String layout : List.of("umaze", "medium", "large")) {
                try (Environments remote = Evaluation.remote(
                                server.address(), "leeway/maze2d-" + layout + "-v1", "kwargs={tolerance: 0}");
                        Environments embedded = Evaluation.environments(
                                "maze2d",
                                List.of(
                                        Setting.of("layout=" + layout),
                                        Setting.of("margin=0.004"),
                                        Setting.of("regularization=1")))) {
                    assertSameOutcomes(remote.oracle().orElseThrow(), embedded);
                }
            }
        }
    }

    @Test
    void theRuleOfTerminationIsThatOfEveryStep() throws IOException, InterruptedException {
        try (Server server = Server.ofGymnasium(folder, python, "127.0.0.1:0")) {
            for (String id : List.of("Hopper-v5", "Walker2d-v5", "InvertedPendulum-v5")) {
                try (Environments remote = Evaluation.remote(server.address(), id)) {
                    assertThat(endings(remote)).as(id).isBetween(3, 1000);
                }
            }
        }
    }

    /** Plays at random and compares each step with the rule; returns how many terminated. */
    private static int endings(Environments environments) {
        Environments.Terminations rule = environments.terminations().orElseThrow();
        int count = 4;
        boolean[] terminated = new boolean[count];
        int endings = 0;
        RandomSource random = RandomSource.of(3);
        try (VectorEnvironment environment = environments.make(count, AutoresetMode.SAME_STEP, false)) {
            double[] before =
                    environment.reset(null, null, Map.of()).observations().reals();
            for (int i = 0; i < 150; i++) {
                Value actions = environments.spec().actionSpace().sample(count, random);
                VectorEnvironment.Step step = environment.step(actions);
                double[] next = Objects.requireNonNull(step.finalObservations()).reals();
                rule.terminated(before, actions.reals(), next, count, terminated);
                assertThat(terminated).isEqualTo(step.terminated());
                before = step.observations().reals();
                for (boolean end : terminated) {
                    endings += end ? 1 : 0;
                }
            }
        }
        return endings;
    }

    @Test
    void optionsOfTheMakerReachTheConstructor() throws IOException, InterruptedException {
        String[] allowed = {"--allow-kwargs", "forward_reward_weight", "--allow-kwargs", "ctrl_cost_weight"};
        try (Server server = Server.ofGymnasium(folder, python, "127.0.0.1:0", allowed)) {
            Map<String, Object> options =
                    Map.of("target", server.address(), "forward_reward_weight", 0, "ctrl_cost_weight", 0.5);
            try (Environment cheetah = EnvironmentMaker.load().make("HalfCheetah-v5", options)) {
                cheetah.reset(1L);
                double[] push = {1, -1, 1, -1, 1, 0};
                assertThat(cheetah.step(new Value.Reals(push)).reward()).isEqualTo(-0.5 * 5);
            }
        }
    }

    /** Plays the embedded maze at random, and compares what both make of every state on the way. */
    private static void assertSameOutcomes(DynamicsOracle remote, Environments embedded) {
        DynamicsOracle own = embedded.oracle().orElseThrow();
        int count = 64;
        RandomSource random = RandomSource.of(3);
        double[] states = new double[4 * count];
        double[] actions = new double[2 * count];
        double[][] next = new double[2][4 * count];
        double[][] rewards = new double[2][count];
        boolean[] terminated = new boolean[count];
        try (VectorEnvironment environment = embedded.make(count, AutoresetMode.NEXT_STEP, false)) {
            System.arraycopy(
                    environment.reset(null, null, Map.of()).observations().reals(), 0, states, 0, 4 * count);
        }
        for (int step = 0; step < 40; step++) {
            for (int i = 0; i < actions.length; i++) {
                // Over the wire an action is float32, as the action space is.
                actions[i] = step % 10 == 0 ? (float) random.nextDouble(-1, 1) : actions[i];
            }
            own.transition(states, actions, count, next[0], rewards[0], terminated);
            remote.transition(states, actions, count, next[1], rewards[1], terminated);
            for (int i = 0; i < next[0].length; i++) {
                assertThat(next[1][i]).as("step %d, value %d", step, i).isEqualTo(next[0][i], within(1e-9));
            }
            assertThat(rewards[1]).isEqualTo(rewards[0]);
            System.arraycopy(next[0], 0, states, 0, states.length);
        }
    }

    @Test
    void gymnasiumsEnvironmentsPassTheCheck() throws IOException, InterruptedException {
        try (Server server = Server.ofGymnasium(folder, python, "127.0.0.1:0")) {
            for (String id : List.of("HalfCheetah-v5", "CartPole-v1", "Blackjack-v1")) {
                Command check = Command.start(folder, List.of("env", "check", server.address(), "--id", id));
                assertThat(check.exitCode())
                        .as(id + ": " + check.errors() + check.output())
                        .isZero();
            }
        }
    }
}
