package io.leeway.dashboard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.dashboard.SampleRuns;
import io.leeway.dashboard.watch.Views.View;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views of what is whole, and of what is damaged. */
final class ViewsTest {
    private static final View LIST = new View("", "", "", "", 1);

    @TempDir
    Path runs;

    private Path run = Path.of("");

    @BeforeEach
    void write() throws IOException {
        run = SampleRuns.write(runs, "sample-1", 1);
    }

    /** Reads a view as somebody does who opens the page now. */
    private JsonNode see(View view) throws IOException {
        return new ObjectMapper().readTree(new Views(new RunsFolder(runs)).json(view));
    }

    private JsonNode seeRun() throws IOException {
        return see(new View("run", "sample-1", "", "", 1)).path("run");
    }

    private static List<String> texts(JsonNode list) {
        return new ObjectMapper().convertValue(list, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    @Test
    void figuresAndCurvesAreThoseOfTheFiles() throws IOException {
        JsonNode view = seeRun();
        assertThat(view.path("state").asText()).isEqualTo("finished");
        JsonNode figure = view.at("/figures/0");
        assertThat(figure.path("entry").asText()).isEqualTo("guided");
        assertThat(figure.path("value").asDouble()).isEqualTo((11.0 + 21.0) / 2);
        assertThat(figure.path("error").asDouble()).isEqualTo(5.0);
        assertThat(view.at("/tables/0/content").asText()).contains("guided", "Normalized score");
        JsonNode chart = view.at("/charts/0");
        assertThat(chart.path("title").asText()).isEqualTo("Normalized score");
        JsonNode data = new ObjectMapper()
                .readTree(chart.path("specification").asText())
                .path("datasets");
        assertThat(data.path("runs")).hasSize(2 * 11);
        assertThat(data.path("means")).hasSize(11);
        assertThat(view.path("files").toString()).contains("report.html");
        assertThat(see(LIST).at("/items/0/figures/0/text").asText())
                .isEqualTo(figure.path("text").asText());
    }

    @Test
    void aManifestThatIsCutOffIsSaidToBeDamagedAndTheOthersAreShown() throws IOException {
        SampleRuns.write(runs, "sample-2", 2);
        Path manifest = run.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).substring(0, 200));
        JsonNode items = see(LIST).path("items");
        assertThat(items).hasSize(2);
        JsonNode damaged = items.get(0).path("id").asText().equals("sample-1") ? items.get(0) : items.get(1);
        assertThat(damaged.path("state").asText()).isEqualTo("damaged");
        assertThat(damaged.path("damage").asText()).contains("Cannot read", "manifest.json", "damaged");
        assertThat(seeRun().path("charts")).isNotEmpty();
    }

    @Test
    void bytesThatAreNothingAreShownAsSuch() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (String name : List.of("manifest.json", "metrics.jsonl", "events.jsonl", "retry.log")) {
            byte[] bytes = new byte[20_000];
            random.nextBytes(bytes);
            Files.write(run.resolve(name), bytes);
        }
        Path sweep = Folders.create(runs.resolve("sweep-broken"));
        byte[] bytes = new byte[20_000];
        random.nextBytes(bytes);
        Files.write(sweep.resolve("sweep.json"), bytes);
        Files.write(sweep.resolve("events.jsonl"), bytes);
        JsonNode view = seeRun();
        assertThat(view.path("state").asText()).isEqualTo("damaged");
        assertThat(texts(view.path("notes")))
                .anySatisfy(note -> assertThat(note).contains("events.jsonl are damaged"));
        JsonNode broken = see(new View("sweep", "sweep-broken", "", "", 1)).path("sweep");
        assertThat(broken.path("state").asText()).isEqualTo("damaged");
        assertThat(broken.path("jobs")).isEmpty();
        assertThat(see(LIST).path("items")).hasSize(2);
    }

    @Test
    void jsonOfAnotherFormIsNoFailure() throws IOException {
        Files.writeString(run.resolve("manifest.json"), """
                {"name": {"a": 1}, "seeds": "x", "started": [], "configuration": [1], "finished": 5,
                 "artifacts": 3, "environment": null}""");
        Files.writeString(run.resolve("metrics.jsonl"), """
                {"series": 5, "event": null, "step": "x"}
                {"series": "seed-0/guided", "event": "evaluation", "step": 1, "return": "NaN", "x": [1]}
                {"series": "seed-0/guided", "event": "evaluation", "step": 1, "return": 3.5}
                {"series": "seed-0/gui""");
        Path sweep = Folders.create(runs.resolve("sweep-odd"));
        Files.writeString(sweep.resolve("sweep.json"), """
                {"name": [], "axes": [1], "jobs": [1, {"run": "../../etc", "stages": ["../../../etc/passwd", 7]}]}""");
        Files.writeString(sweep.resolve("events.jsonl"), """
                {"event": "started", "id": "../../../etc/passwd", "title": 7}
                {"event": 3, "id": {"a": 1}, "time": []}
                []
                """);
        JsonNode view = seeRun();
        assertThat(view.path("charts")).hasSize(1);
        assertThat(texts(view.path("notes"))).contains("1 lines of metrics.jsonl are damaged and left out.");
        JsonNode odd = see(new View("sweep", "sweep-odd", "", "", 1)).path("sweep");
        assertThat(odd.path("jobs")).hasSize(1);
        assertThat(odd.toString()).doesNotContain("root:");
        assertThat(see(new View("run", "../../etc", "sweep-odd", "", 1)).has("job"))
                .isTrue();
        assertThat(see(LIST).path("items")).hasSize(2);
    }

    @Test
    void ofFilesOfManyGigabytesTheEndIsRead() throws IOException {
        for (String name : List.of("metrics.jsonl", "events.jsonl", "retry.log")) {
            try (RandomAccessFile file = new RandomAccessFile(run.resolve(name).toFile(), "rw")) {
                file.setLength(8L << 30); // a hole: it takes no room
            }
        }
        Files.writeString(
                run.resolve("metrics.jsonl"),
                "\n" + Json.line(Map.of("series", "seed-0/guided", "event", "evaluation", "step", 1, "return", 2))
                        + "\n",
                StandardOpenOption.APPEND);
        JsonNode view = seeRun();
        assertThat(view.path("charts")).hasSize(1);
        assertThat(texts(view.path("notes")))
                .anySatisfy(note -> assertThat(note).matches("The first 81\\d\\d MiB of metrics.jsonl were not read."));
    }

    @Test
    void aManifestThatIsTooLargeIsNotRead() throws IOException {
        try (OutputStream out = Files.newOutputStream(run.resolve("manifest.json"))) {
            for (int i = 0; i < 9; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        assertThat(seeRun().path("damage").asText()).contains("more than the 8388608 that such a file may have");
    }

    @Test
    void aRunThatIsRemovedWhileItIsWatchedIsGone() throws Exception {
        Views views = new Views(new RunsFolder(runs));
        View view = new View("run", "sample-1", "", "", 1);
        assertThat(views.json(view)).contains("\"state\":\"finished\"");
        Folders.delete(run);
        assertThat(views.json(LIST)).isNotEmpty();
        Thread.sleep(1_000);
        assertThat(new ObjectMapper().readTree(views.json(view)).has("run")).isFalse();
        assertThat(new ObjectMapper().readTree(views.json(LIST)).path("items")).isEmpty();
    }

    @Test
    void metricsOfALongTrainingAreThinnedAndTheirEndsStay() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int step = 0; step <= 20_000; step++) {
            lines.append("{\"series\":\"seed-0/guided\",\"event\":\"update\",\"step\":" + step + ",\"loss\":1.5}\n");
        }
        Files.writeString(run.resolve("metrics.jsonl"), lines);
        JsonNode chart = seeRun().at("/charts/0");
        assertThat(chart.path("caption").asText()).contains("Not every point is drawn");
        JsonNode means = new ObjectMapper()
                .readTree(chart.path("specification").asText())
                .at("/datasets/means");
        assertThat(means.size()).isBetween(200, 520);
    }
}
