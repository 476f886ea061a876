package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environments of users' own that raise, hang, die, print or say what is not a number, and what users see of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class UserEnvironmentsIT {
    private static final String MODULE = """
            import os, sys, time
            import gymnasium, numpy as np

            class Moody(gymnasium.Env):
                def __init__(self, mood):
                    self.observation_space = gymnasium.spaces.Box(-100, 100, (2,), np.float64)
                    self.action_space = gymnasium.spaces.Box(-1, 1, (1,), np.float32)
                    self.mood, self.elapsed = mood, 0

                def reset(self, *, seed=None, options=None):
                    super().reset(seed=seed)
                    self.state, self.elapsed = self.np_random.uniform(-1, 1, 2), 0
                    return self.state.copy(), {}

                def step(self, action):
                    self.state = np.tanh(self.state + action)
                    self.elapsed += 1
                    reward = float(self.state[0])
                    if self.elapsed == 5:
                        self.misbehave()
                    return self.state.copy(), reward, False, False, {}

                def misbehave(self):
                    if self.mood == "raise":
                        raise ValueError("The wheels came off")
                    elif self.mood == "hang":
                        time.sleep(600)
                    elif self.mood == "exit":
                        os._exit(7)
                    elif self.mood == "nan":
                        self.state[0] = np.nan
                    elif self.mood == "print":
                        print("Listening on nothing", "x" * 100_000)
                        os.write(1, b"\\xff\\x00{" * 10_000)
                        sys.stderr.write("y" * 100_000)

            for mood in ("calm", "raise", "hang", "exit", "nan", "print"):
                gymnasium.register(f"{mood.title()}-v0", entry_point=Moody, max_episode_steps=20, kwargs={"mood": mood})
            """;

    private static final String EXPERIMENT = """
            name: moody
            seeds: [0]
            environment: {type: grpc, target: "%s", id: "moody_environments:%s-v0", step-timeout: 1s}
            dataset: {type: collect, behaviour: random, steps: 80, streams: 20}
            agent: {type: td3-bc, updates: 20, hidden: [8]}
            evaluation: {episodes: 4, every: 20, retries: 1}
            experience:
              real: {type: real}
            """;

    private static final Quota QUOTA = new Quota(6, 4, 1);

    @TempDir
    private Path folder;

    private Server python() throws IOException, InterruptedException {
        Path program = Python.required();
        Files.writeString(folder.resolve("moody_environments.py"), MODULE);
        return Server.ofGymnasium(
                folder,
                program,
                Map.of("PYTHONPATH", folder.toString()),
                "127.0.0.1:0",
                "--allow-import",
                "--workers",
                "2");
    }

    private static void assertFails(Environments environments, String words, String... texts) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> Evaluation.play(environments, QUOTA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("failed with " + words + " after 1 retries (evaluation.retries;")
                .satisfies(failure -> assertThat(failure.getMessage())
                        .contains(texts)
                        .doesNotContain("Traceback")
                        .doesNotContain("\tat "));
        assertThat((System.nanoTime() - began) / 1e9).as("seconds").isLessThan(20);
    }

    @Test
    void pythonsAreToldApartAndNoneHarmsAnother() throws Exception {
        try (Server server = python()) {
            Map<String, double[]> returns = new LinkedHashMap<>();
            for (String mood : List.of("Calm", "Raise", "Hang", "Exit", "Nan", "Print")) {
                try (Environments environments = Evaluation.remote(
                        server.address(), "\"moody_environments:" + mood + "-v0\"", "step-timeout=500ms")) {
                    switch (mood) {
                        case "Raise" ->
                            assertFails(environments, "an environment error", "ValueError: The wheels came off");
                        case "Hang" -> assertFails(environments, "a timeout", "0.5 s", "Give it longer");
                        case "Exit" -> assertFails(environments, "a lost session", "exited with 7");
                        case "Nan" ->
                            assertFails(
                                    environments,
                                    "an environment error",
                                    "gave the observation NaN in column 0 at step 5");
                        default -> returns.put(mood, Evaluation.play(environments, QUOTA));
                    }
                }
            }
            assertThat(returns.get("Print")).isEqualTo(returns.get("Calm")).doesNotHaveDuplicates();
            assertThat(server.isAlive()).isTrue();
            assertThat(server.log()).contains("Traceback", "Listening on nothing");
            List<ProcessHandle> started = server.descendants();
            assertThat(server.terminate()).isZero();
            assertThat(started).noneMatch(ProcessHandle::isAlive);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "raise, an environment error, The wheels came off",
        "hang, a timeout, 0.5 s",
        "nan, an environment error, gave the observation NaN in column 0 at step 5",
        "exit, a lost session, leeway env serve"
    })
    void javasAreToldApart(String mood, String words, String text) throws Exception {
        try (Server server = java(mood);
                Environments environments = Evaluation.remote(
                        server.address(), "moody-v0", "step-timeout=500ms", "reconnect-timeout=500ms")) {
            assertFails(environments, words, text);
            assertThat(server.isAlive()).isEqualTo(!mood.equals("exit"));
        }
    }

    @Test
    void javasThatPrintHarmNothing() throws Exception {
        try (Server calm = java("calm");
                Server printing = java("print");
                Environments one = Evaluation.remote(calm.address(), "moody-v0");
                Environments other = Evaluation.remote(printing.address(), "moody-v0")) {
            assertThat(Evaluation.play(other, QUOTA))
                    .isEqualTo(Evaluation.play(one, QUOTA))
                    .doesNotHaveDuplicates();
        }
    }

    private Server java(String mood) throws IOException, InterruptedException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        if (!Files.exists(plugins.resolve("moody.jar"))) {
            PluginJar.write(plugins.resolve("moody.jar"), MoodyPlugin.class);
        }
        return Server.ofPlugin(
                folder,
                List.of("--plugins", plugins.toString(), "env", "serve", "moody", "--set", "mood=" + mood),
                "127.0.0.1:0");
    }

    /** The dataset's streams end before their fifth step: what fails is the evaluation. */
    @Test
    void aRunEndsWithTheReasonAndWithoutAStackTrace() throws Exception {
        try (Server server = python()) {
            Map<String, Command> runs = new LinkedHashMap<>();
            for (String mood : List.of("raise", "hang", "nan", "print")) {
                Path experiment = folder.resolve(mood + ".yaml");
                String id = mood.substring(0, 1).toUpperCase(Locale.ROOT) + mood.substring(1);
                Files.writeString(experiment, EXPERIMENT.formatted(server.address(), id));
                runs.put(
                        mood,
                        Command.start(
                                folder,
                                List.of(
                                        "run",
                                        experiment.toString(),
                                        "--runs",
                                        folder.resolve(mood).toString())));
            }
            assertRunFails(runs.get("raise"), "an environment error", "ValueError: The wheels came off");
            assertRunFails(runs.get("hang"), "a timeout", "within 1 s");
            assertRunFails(runs.get("nan"), "an environment error", "gave the observation NaN in column 0 at step 5");
            Command printing = Objects.requireNonNull(runs.get("print"));
            assertThat(printing.exitCode()).as(printing.errors()).isZero();
            assertThat(printing.output()).doesNotContain("Listening on nothing");
        }
    }

    private static void assertRunFails(@Nullable Command run, String... texts) throws Exception {
        assertThat(run).isNotNull();
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
        assertThat(run.errors())
                .contains("seed 0 failed", "after 1 retries (evaluation.retries;")
                .contains(texts)
                .doesNotContain("\tat ")
                .doesNotContain("Traceback");
    }
}
