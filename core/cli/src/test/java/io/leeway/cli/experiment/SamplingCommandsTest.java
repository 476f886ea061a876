package io.leeway.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said before anything is trained or sampled. */
final class SamplingCommandsTest {
    private static final String MANIFEST = """
            {"kind": "experiment", "configuration": {"name": "maze", "seeds": [0, 1],
             "environment": {"type": "maze2d"}, "dataset": {"type": "collect"},
             "agent": {"type": "td3-bc", "updates": 10},
             "experience": {"real": {"type": "real"}, "guided": {"type": "diffusion"}}}}
            """;

    @TempDir
    Path folder;

    private Path run = Path.of("");

    @BeforeEach
    void makeRun() throws IOException {
        run = Files.createDirectory(folder.resolve("maze-12345678"));
        Files.writeString(run.resolve("manifest.json"), MANIFEST);
    }

    private Call call(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.replaceAll(word -> word.replace("RUN", run.toString())
                .replace("OUT", folder.resolve("new").toString()));
        return Call.of(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            train denoiser                                | Give either an EXPERIMENT.yaml or --dataset.
            train denoiser x.yaml --dataset y.hdf5        | Give either an EXPERIMENT.yaml or --dataset.
            train dynamics                                | Give either an EXPERIMENT.yaml or --dataset.
            train dynamics --dataset none.hdf5            | There is no file or folder none.hdf5.
            train dynamics --dataset collect              | The dataset 'collect' is played in an environment: name it with --environment
            train denoiser --dataset none.hdf5            | There is no file or folder none.hdf5.
            train denoiser --dataset collect              | The dataset 'collect' is played in an environment: name it with --environment
            train denoiser --dataset colect               | dataset.type: there is no dataset source 'colect'. Did you mean 'collect'?
            estimate RUN-none                             | does not exist. There are in
            estimate RUN --agent raal                     | has no agent 'raal'. Did you mean 'real'? There are: real, guided.
            estimate RUN/checkpoints/raal-seed-0          | has no agent 'raal'. Did you mean 'real'? There are: real, guided.
            evaluate RUN/checkpoints/real-seed-7          | has no seed 7. There are: 0, 1.
            evaluate RUN/checkpoints/real-seed-1 --seed 1 | real-seed-1 is one agent already: leave out --agent and --seed.
            evaluate RUN/checkpoints/real                 | real does not exist. 'leeway run EXPERIMENT.yaml' makes one
            estimate RUN --agent real --estimator fitted  | There is no return estimator 'fitted'. Did you mean 'fitted-q'?
            estimate RUN --agent real --set update=5      | update
            train agent --dataset none.hdf5 --environment maze2d | There is no file or folder none.hdf5.
            train agent --environment maze2d              | Missing required option: '--dataset=FILE'
            train agent --dataset collect                 | The dataset 'collect' is played in an environment: name it with --environment
            train agent --dataset collect --environment maze3d | environment.type: there is no environments 'maze3d'. Did you mean 'maze2d'?
            sample RUN --count 0                          | --count is 0, but must be from 1 to 100000.
            sample RUN --sigma -1                         | --sigma is -1.0, but must be above 0.
            sample RUN --start x.npz                      | --start needs --sigma
            sample RUN --start x.npz --sigma 1            | There is no file x.npz.
            sample RUN --picture x.jpg                    | name the file something.png, not x.jpg
            sample RUN --out x.hdf5                       | name the file something.npz, not x.hdf5
            sample RUN --video x.png                      | name the file something.gif, not x.png
            sample RUN --video x.gif --video-count 0      | --video-count is 0, but must be from 1 to 1000.
            sample RUN --video x.gif --steps-per-second 0 | --steps-per-second is 0.0, but must be from 0.1 to 10000.
            sample RUN-none                               | does not exist. There are in
            sample RUN --agent raal                       | has no agent 'raal'. Did you mean 'real'? There are: real, guided.
            sample RUN --run-seed 7                       | has no seed 7. There are: 0, 1.
            sample RUN --guidance polcy                   | there is no guidance 'polcy'. Did you mean 'policy'?
            sample RUN --sampler heum                     | there is no sampler 'heum'. Did you mean 'heun'?
            diagnose                                      | Missing required parameter: 'RUN
            diagnose RUN --entries raal                   | has no agent 'raal'. Did you mean 'real'? There are: real, guided.
            diagnose RUN --agent raal                     | has no agent 'raal'. Did you mean 'real'? There are: real, guided.
            diagnose RUN --seed 7                         | has no seed 7. There are: 0, 1.
            diagnose RUN RUN                              | One run at a time
            diagnose RUN --transitions 9                  | --transitions is 9, but must be from 100 to 10000000.
            diagnose none.hdf5                            | There is no file or folder none.hdf5.
            diagnose none.hdf5 --entries real             | are of a run, and there is none
            diagnose none.hdf5 --target localhost:1       | --target and --environment-set need --environment ID.
            generate RUN --count 5                        | Missing required option: '--out=PATH'
            generate RUN --out x.hdf5                     | Missing required option: '--count=N'
            generate RUN --out OUT.hdf5 --count 0         | --count is 0, but must be from 1 to 1000000000.
            generate RUN --out OUT.hdf5 --count 5 --to hdf| hdf
            """)
    void wrongUsageExitsWith2(String line, String message) {
        Call call = call(line);
        assertThat(call.messages()).contains(message);
        assertThat(call.results()).isEmpty();
        assertThat(call.code()).isEqualTo(2);
    }

    @Test
    void anAgentOfARunThatIsNotThereYetIsSaid() {
        Call call = call("evaluate RUN/checkpoints/guided-seed-1");
        assertThat(call.messages()).contains(run + " has no guided-seed-1 in its checkpoints (yet)");
        assertThat(call.code()).isEqualTo(1);
    }

    @Test
    void aRunWithoutADenoiserSaysHowToTrainIt() {
        Call call = call("generate RUN --count 5 --out OUT.hdf5");
        assertThat(call.messages())
                .contains(run + " has no denoiser-seed-0 in its checkpoints")
                .contains("'leeway train denoiser EXPERIMENT.yaml'");
        assertThat(call.code()).isEqualTo(1);
        assertThat(folder.resolve("new.hdf5.parts")).doesNotExist();
    }
}
