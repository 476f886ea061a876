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

final class ExportCommandTest {
    @TempDir
    Path folder;

    private static Call export(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "export";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Call.of(Registry.of(new Workshop()), all);
    }

    @Test
    void needsAPlaceToWriteTo() {
        Call call = export(folder.toString());
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.messages()).isEqualTo("Missing required option: '--out=DIR'\nTry 'leeway export --help'.\n");
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenOver() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("policy"));
        Call call = export(folder.toString(), "--out", kept.toString());
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.messages())
                .isEqualTo(kept + " exists already. Choose another folder with --out, or remove it.\n");
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNoRunIsRefusedAndADamagedOneToo() throws IOException {
        Path out = folder.resolve("policy");
        Call none = export(folder.toString(), "--out", out.toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.messages()).contains(folder + " is not the folder of a run: it has no manifest.json.");
        Files.writeString(folder.resolve("manifest.json"), "{}");
        Call damaged = export(folder.toString(), "--out", out.toString());
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.messages()).contains("manifest.json has no configuration");
        assertThat(out).doesNotExist();
    }
}
