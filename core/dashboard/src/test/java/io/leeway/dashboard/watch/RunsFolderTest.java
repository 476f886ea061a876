package io.leeway.dashboard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.dashboard.SampleRuns;
import io.leeway.dashboard.watch.Views.View;
import io.leeway.wiring.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a folder, and how much of it. */
final class RunsFolderTest {
    private static final View LIST = new View("", "", "", "", 1);

    @TempDir
    Path runs;

    private static void pause() throws InterruptedException {
        Thread.sleep(1_000);
    }

    @Test
    void ofManyRunsOnePageIsReadAndOthersOnlyWhereTheyChanged() throws Exception {
        for (int i = 0; i < 300; i++) {
            SampleRuns.write(runs, "sample-" + i, i);
        }
        // Whoever reads these of a run that is on no page finds nothing that it can read.
        for (int i = 0; i < 250; i++) {
            Files.writeString(runs.resolve("sample-" + i).resolve("manifest.json"), "not to be read");
        }
        RunsFolder folder = new RunsFolder(runs);
        Views views = new Views(folder);

        JsonNode view = new ObjectMapper().readTree(views.json(LIST));

        assertThat(view.path("runs").asInt()).isEqualTo(300);
        assertThat(view.path("pages").asInt()).isEqualTo(6);
        assertThat(view.path("items"))
                .hasSize(50)
                .allSatisfy(item -> assertThat(item.path("damage").isNull()).isTrue());
        assertThat(view.at("/items/0/id").asText()).isEqualTo("sample-299");
        assertThat(folder.opened()).isEqualTo(300);
        for (int i = 0; i < 3; i++) {
            pause();
            views.json(LIST);
        }
        assertThat(folder.opened()).isEqualTo(300);
        SampleRuns.write(runs, "sample-300", 300);
        pause();
        assertThat(new ObjectMapper()
                        .readTree(views.json(LIST))
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("sample-300");
        assertThat(folder.opened()).isEqualTo(301);
    }

    @Test
    void itListsRunsAndSweepsAndNothingElse() throws IOException {
        SampleRuns.write(runs, "sample-1", 1);
        Folders.create(runs.resolve("sweep-small"));
        Files.writeString(runs.resolve("sweep-small/sweep.json"), "{}");
        Folders.create(runs.resolve("notes"));
        Folders.create(runs.resolve("begun-1"));
        Files.writeString(runs.resolve("begun-1/events.jsonl"), "");
        Files.writeString(runs.resolve("notes.txt"), "");
        Files.createSymbolicLink(runs.resolve("link"), runs.resolve("sample-1"));
        RunsFolder folder = new RunsFolder(runs);
        assertThat(folder.list())
                .extracting(Listed::id)
                .containsExactlyInAnyOrder("sweep-small", "begun-1", "sample-1");
        assertThat(folder.find("store")).isEmpty();
        assertThat(folder.find("sample-1/../sample-1")).isEmpty();
        assertThat(folder.find("")).isEmpty();
    }

    @Test
    void whatComesGoesAndComesAgainIsSeen() throws Exception {
        RunsFolder folder = new RunsFolder(runs.resolve("later"));
        assertThat(folder.list()).isEmpty();
        Path run = SampleRuns.write(runs.resolve("later"), "sample-1", 1);
        pause();
        assertThat(folder.list()).extracting(Listed::id).containsExactly("sample-1");
        Folders.delete(run);
        pause();
        assertThat(folder.list()).isEmpty();
        SampleRuns.write(runs.resolve("later"), "sample-1", 1);
        pause();
        assertThat(List.copyOf(folder.list())).hasSize(1);
    }
}
