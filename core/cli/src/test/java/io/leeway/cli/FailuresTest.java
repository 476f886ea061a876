package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.command.Version;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
    private final Registry workshop = Registry.of(new Workshop());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                             | Which command? There are: run, evaluate, estimate, export, train, sample, generate, compare, diagnose, sweep, runs, dashboard, gc, plugins, env, dataset, schema, doctor, bench, version, completion.\\nTry 'leeway --help'.
            rum                            | There is no command 'rum'. Did you mean 'run'? There are: run, evaluate, estimate, export, train, sample, generate, compare, diagnose, sweep, runs, dashboard, gc, plugins, env, dataset, schema, doctor, bench, version, completion.\\nTry 'leeway --help'.
            run                            | Missing required parameter: 'EXPERIMENT.yaml'\\nTry 'leeway run --help'.
            run x.yaml --sett a=b          | There is no option '--sett'. Did you mean '--set'?\\nTry 'leeway run --help'.
            version now                    | 'now' is one argument too many.\\nTry 'leeway version --help'.
            plugins                        | Which command? There are: list, describe.\\nTry 'leeway plugins --help'.
            plugins list --kind guidence   | There is no kind 'guidence'. Did you mean 'guidance'? There are: benchmark, guidance.
            plugins describe cuont         | There is no component 'cuont'. Did you mean 'count'? 'leeway plugins list' shows all. Plugins add more: --plugins DIR.
            bench cuont                    | There is no benchmark 'cuont'. Did you mean 'count'? There are: count, fail. Plugins add more: --plugins DIR.
            bench count --number           | The option '--number' needs a value.
            bench count --number 5 6        | '6' is not an option: keys are given as --KEY VALUE.
            bench count --numbr 5          | The configuration leeway bench count has 1 problem:\\n  --numbr 5: numbr: is not a key of benchmark 'count'. Did you mean 'number'? The keys are: number, by.
            bench count --number 0         | The configuration leeway bench count has 1 problem:\\n  --number 0: number: must be greater than 0, but is 0
            bench fail                     | The configuration leeway bench fail has 1 problem:\\n  leeway bench fail: way: is required
            bench --number 5               | Name the subject before its keys: leeway bench SUBJECT --number 5
            rum --help                     | There is no command 'rum'. Did you mean 'run'? There are: run, evaluate, estimate, export, train, sample, generate, compare, diagnose, sweep, runs, dashboard, gc, plugins, env, dataset, schema, doctor, bench, version, completion.\\nTry 'leeway --help'.
            plugins lost --help            | There is no command 'lost'. Did you mean 'list'? There are: list, describe.\\nTry 'leeway plugins --help'.
            run --help --sett a            | There is no option '--sett'. Did you mean '--set'?\\nTry 'leeway run --help'.
            env ping                       | Which server? Give HOST:PORT or unix:PATH, as it printed after 'Listening on'.
            env ping a:1 --target b:1      | The server is named twice: 'a:1' and --target b:1.
            env list a:1 x --target b:1    | The server is named twice: 'a:1' and --target b:1.
            env list --target localhost    | 'localhost' is not an address: give HOST:PORT or unix:PATH, as the server printed after 'Listening on'.
            """)
    void wrongUsageExitsWith2(String command, String message) {
        Call call = Call.of(workshop, command.isEmpty() ? new String[0] : command.split(" "));
        assertThat(call.messages()).isEqualTo(message.translateEscapes() + "\n");
        assertThat(call.results()).isEmpty();
        assertThat(call.code()).isEqualTo(2);
    }

    @Test
    void whatTheUserCanMendIsAMessageAlone() {
        Call call = Call.of(workshop, "bench", "fail", "--way", "misuse");
        assertThat(call.messages()).isEqualTo("The disk is full. Make room.\n");
        assertThat(call.code()).isEqualTo(1);
    }

    @Test
    void theStackTraceIsShownWhenItIsAskedFor() {
        assertThat(Call.of(workshop, "bench", "fail", "--way", "misuse", "--stacktrace")
                        .messages())
                .startsWith("io.leeway.spi.LeewayException: The disk is full. Make room.\n\tat ")
                .endsWith("\nThe disk is full. Make room.\n");
    }

    @ParameterizedTest
    @CsvSource({"bug, java.lang.IllegalStateException: wires crossed", "error, java.lang.NoSuchMethodError: gone"})
    void aBugKeepsItsStackTraceInAFile(String way, String failure) throws IOException {
        Call call = Call.of(workshop, "bench", "fail", "--way", way);
        assertThat(call.code()).isEqualTo(1);
        Matcher message = Pattern.compile("This is a bug in Leeway, or in a plugin: (.*)\\n"
                        + "Please report it with the file (.*), which has the command and the stack trace\\.\\n")
                .matcher(call.messages());
        assertThat(message.matches()).as(call.messages()).isTrue();
        assertThat(message.group(1)).isEqualTo(failure);
        Path file = Path.of(message.group(2));
        assertThat(Files.readString(file))
                .startsWith(Version.full() + "\n")
                .contains("\nleeway bench fail --way " + way + "\n", failure, "\tat io.leeway.cli.Workshop");
        Files.delete(file);
    }

    @Test
    void tooLittleMemoryIsNoBug() {
        Call call = Call.of(workshop, "bench", "fail", "--way", "memory");
        assertThat(call.messages())
                .startsWith("Out of memory: Java heap space. Give Java more than ")
                .endsWith(" MiB, for example with LEEWAY_JAVA_OPTS=-Xmx"
                        + 2 * Runtime.getRuntime().maxMemory() / (1 << 20) + "m, or make the experiment smaller.\n");
        assertThat(call.code()).isEqualTo(1);
    }

    @Test
    void anInterruptionSaysHowToGoOn() {
        Call call = Call.of(workshop, "bench", "fail", "--way", "cancel");
        assertThat(call.messages()).isEqualTo("Stopped. To go on from here, run the same command again.\n");
        assertThat(call.code()).isEqualTo(130);
    }

    @Test
    void anExperimentIsCheckedBeforeAnythingIsWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, """
                name: x
                environment: {type: maze2d, layout: umazee}
                dataset: {type: colect}
                agent: {type: td3-bc, updates: 0}
                experience: {real: real}
                sampler: {type: heun, stepz: 3}
                """);
        Path runs = folder.resolve("runs");
        Call call = Call.of(
                "run", file.toString(), "--runs", runs.toString(), "--set", "evaluation.episodes=0", "--device", "tpu");
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.results()).isEmpty();
        assertThat(call.messages())
                .startsWith("The configuration " + file + " has 6 problems:\n")
                .contains(
                        "  " + file + ":2:37: environment.layout: must be one of umaze, medium, large, but is umazee."
                                + " Did you mean 'umaze'?\n",
                        "  " + file + ":3:17: dataset.type: there is no dataset source 'colect'. Did you mean"
                                + " 'collect'?",
                        "  " + file + ":4:32: agent.updates: must be greater than 0, but is 0\n",
                        "  " + file + ":6:23: sampler.stepz: is not a key of sampler 'heun'. Did you mean 'steps'?",
                        "  --set evaluation.episodes=0: evaluation.episodes: must be greater than 0, but is 0\n",
                        "  --device tpu: device: must be one of auto, cpu, gpu, but is tpu.");
        assertThat(runs).doesNotExist();
    }
}
