package io.leeway.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.Call;
import io.leeway.cli.Workshop;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandTest {
    @TempDir
    Path folder;

    private static Call evaluate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Call.of(Registry.of(new Workshop()), all);
    }

    @Test
    void hasHelpWithExamples() {
        Call call = evaluate("--help");
        assertThat(call.code()).isZero();
        assertThat(call.results()).contains("leeway evaluate", "Examples:\n  ", "--plugins=DIR", "--video=FILE.gif");
        assertThat(call.results().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void aFolderThatIsNoRunIsRefusedWithThoseThatAre() throws IOException {
        Path run = Files.createDirectory(folder.resolve("maze-12345678"));
        Files.writeString(run.resolve("manifest.json"), "{}");
        Call missing = evaluate(folder.resolve("maze-12345679").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.messages())
                .contains("maze-12345679 does not exist. Did you mean 'maze-12345678'? There are in " + folder
                        + ": maze-12345678.");
        Path empty = Files.createDirectory(folder.resolve("other"));
        assertThat(evaluate(empty.toString()).messages())
                .contains(empty + " is not the folder of a run: it has no manifest.json.");
        Call alone = evaluate(empty.resolve("none").toString());
        assertThat(alone.messages()).contains("does not exist. 'leeway run EXPERIMENT.yaml' makes one");
    }

    @Test
    void aDamagedManifestIsSaid() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{}");
        Call call = evaluate(folder.toString());
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.messages()).contains("manifest.json has no configuration");
    }

    @Test
    void optionsOutOfRangeAreRefused() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{}");
        String run = folder.toString();
        assertThat(evaluate(run, "--episodes", "0").messages()).contains("--episodes is 0, but must be from 1");
        assertThat(evaluate(run, "--steps-per-second", "0").messages()).contains("--steps-per-second is 0.0");
        assertThat(evaluate(run, "--environment-set", "layout").messages()).contains("must have the form KEY=VALUE");
        assertThat(evaluate(run, "--video", "film.mp4").messages())
                .contains("name the file something.gif, not film.mp4");
    }
}
