package io.leeway.testkit.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of a program with Leeway's commands: in each of them a component of every kind gets what
 * {@code Components} promises to its kind.
 */
public abstract class PromiseContract {
    private static final String DATA = "dataset-source";

    @TempDir
    Path folder;

    /**
     * Calls a command with the components of {@link AskingPlugin} among those of its plugins, and returns its exit
     * code.
     */
    protected abstract int call(String... arguments);

    @Test
    void everyKindGetsWhatIsPromisedInEveryCommand() throws IOException {
        String runs = folder.resolve("runs").toString();
        Path experiment = write("experiment.yaml", """
                name: promises
                seeds: [3]
                environment: {type: asking, record: 'RECORD'}
                dataset: {type: asking, record: 'RECORD'}
                windows: {stride: 1, held-out: 0}
                denoiser: {type: asking, record: 'RECORD'}
                sampler: {type: asking, record: 'RECORD'}
                dynamics: {type: asking, record: 'RECORD'}
                agent: {type: asking, record: 'RECORD', updates: 2}
                evaluation: {episodes: 1, every: 2}
                experience: {entry: {type: asking, record: 'RECORD', guidance: {type: asking, record: 'RECORD'}}}
                """);
        String asking = "{type: asking, record: '" + record() + "'}";

        gives(
                Set.of(
                        "environments",
                        DATA,
                        "denoiser",
                        "sampler",
                        "dynamics",
                        "agent",
                        "experience-source",
                        "guidance"),
                "run",
                experiment.toString(),
                "--runs",
                runs);
        gives(
                Set.of("environments", DATA, "denoiser"),
                "train",
                "denoiser",
                experiment.toString(),
                "--runs",
                folder.resolve("others").toString());
        gives(
                Set.of("environments", DATA, "dynamics"),
                "train",
                "dynamics",
                experiment.toString(),
                "--runs",
                folder.resolve("others").toString());
        String run = run(Path.of(runs)).toString();
        Set<String> sampling = Set.of("environments", "denoiser", "sampler", "dynamics", "agent", "guidance");
        gives(sampling, "sample", run, "--count", "2", "--guidance", asking);
        gives(
                sampling,
                "generate",
                run,
                "--count",
                "2",
                "--guidance",
                asking,
                "--out",
                folder.resolve("generated.hdf5").toString());
        Path curves = write("curves.yaml", """
                count: 2
                curves: {one: [{sampler: {type: asking, record: 'RECORD'}, guidance: {type: asking, record: 'RECORD'}}]}
                """);
        gives(
                sampling,
                "compare",
                run,
                curves.toString(),
                "--agent",
                "entry",
                "--out",
                folder.resolve("comparison").toString());
        gives(
                Set.of("environments", "denoiser", "sampler", "agent", "experience-source", "guidance"),
                "diagnose",
                run,
                "--transitions",
                "100");
        gives(Set.of("environments", "agent"), "evaluate", run, "--episodes", "1");
        gives(
                Set.of("environments", "agent", "return-estimator"),
                "estimate",
                run,
                "--estimator",
                AskingPlugin.NAME,
                "--set",
                "record=" + record());
        gives(
                Set.of("environments", "agent"),
                "export",
                run,
                "--out",
                folder.resolve("policy").toString());
        gives(
                Set.of("environments", "behaviour"),
                "dataset",
                "collect",
                AskingPlugin.NAME,
                "--environment-set",
                "record=" + record(),
                "--behaviour",
                asking,
                "--steps",
                "20",
                "--out",
                folder.resolve("collected.hdf5").toString());
    }

    private Path record() {
        return folder.resolve("record.txt");
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml.replace("RECORD", record().toString()));
    }

    private static Path run(Path runs) throws IOException {
        try (var children = Files.list(runs)) {
            return children.filter(child -> child.getFileName().toString().startsWith("promises-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Calls a command, in which components of these kinds at least must be created, each with all that is promised to
     * it.
     */
    private void gives(Set<String> kinds, String... arguments) throws IOException {
        Files.deleteIfExists(record());
        assertThat(call(arguments))
                .as("exit code of %s", String.join(" ", arguments))
                .isZero();
        List<String> created = Files.exists(record()) ? Files.readAllLines(record()) : new ArrayList<>();
        assertThat(new TreeSet<>(created)).as("created by %s", arguments[0]).containsAll(kinds);
    }
}
