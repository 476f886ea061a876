package io.leeway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.sweep.Sweep;
import io.leeway.experiment.sweep.SweepOutcome;
import io.leeway.experiment.sweep.SweepRunner;
import io.leeway.experiment.sweep.report.BrowserPage;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium, where it is installed, while a sweep of toys runs as far as the test lets it. */
final class DashboardPageTest {
    private static final String SWEEP = """
            name: toys
            experiment:
              name: toy
              seeds: [3, 4]
              device: cpu
              environment: toy
              dataset: {type: toy}
              windows: {stride: 2, held-out: 0.25}
              denoiser: {type: toy, updates: 330}
              sampler: toy
              agent: {type: toy, updates: 250}
              evaluation: {episodes: 7, every: 60}
              experience: {real: real, synthetic: synthetic}
            axes:
              updates: {path: agent.updates, values: [60, 120]}
              stride: {path: windows.stride, values: [2, 3]}
            """;

    @TempDir
    Path folder;

    private final Gate gate = new Gate();
    private Path runs = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private Dashboard dashboard;

    /** A progress that goes on as far as it is let. */
    private static final class Gate implements Progress {
        private final Semaphore steps = new Semaphore(0);

        @Override
        public Task begin(String title, long total, String unit) {
            return new Task() {
                @Override
                public void advance(long amount, String detail) {
                    if (title.startsWith("Training")) {
                        steps.acquireUninterruptibly();
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void say(String line) {}
    }

    @BeforeEach
    void start() {
        runs = folder.resolve("runs");
        dashboard = Dashboard.start(runs, "127.0.0.1", 0, false, (line, directory, output) -> {
            throw new IOException("nothing is started here");
        });
    }

    @AfterEach
    void stop() {
        gate.steps.release(1_000_000);
        dashboard.close();
    }

    private CompletableFuture<SweepOutcome> sweep() throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), SWEEP);
        Registry registry = Registry.of(new ToyPlugin());
        Sweep sweep = Sweep.load(new Configurations(registry), file, List.of(), 1000);
        SweepRunner runner = new SweepRunner(ToyRuns.application(registry, runs, gate));
        return CompletableFuture.supplyAsync(() -> {
            SweepOutcome outcome = runner.run(sweep, 1);
            runner.report(outcome, file);
            return outcome;
        });
    }

    private BrowserPage open(String address) throws Exception {
        return BrowserPage.open(URI.create(address), folder, 1200, 900);
    }

    /** Returns the numbers that the store's file of progress has. */
    private Optional<JsonNode> progress() throws IOException {
        try (Stream<Path> files = Files.walk(runs.resolve("store/.making"))) {
            Optional<Path> file =
                    files.filter(path -> path.endsWith("progress.json")).findFirst();
            return file.isPresent()
                    ? Optional.of(new ObjectMapper().readTree(file.get().toFile()))
                    : Optional.empty();
        }
    }

    /** Lets the sweep go on until the bar of the page is longer than so much, and returns how long it is then. */
    private long goOn(BrowserPage page, long than) throws InterruptedException {
        String value = "document.querySelector('.stage progress[value]')?.value ?? -1";
        for (int i = 0; i < 400; i++) {
            long now = page.ask(value).asLong();
            if (now > than) {
                return now;
            }
            gate.steps.release();
            Thread.sleep(250);
        }
        return Assertions.fail("The bar does not move");
    }

    @Test
    void aRunningSweepMovesIsStoppedAndEndsInItsReport() throws Exception {
        try (BrowserPage page = open(dashboard.addressWithToken())) {
            page.await("document.querySelector('#nothing:not([hidden])') !== null");
            assertThat(page.ask("location.href").asText()).isEqualTo(dashboard.address());
            CompletableFuture<SweepOutcome> sweep = sweep();
            page.await("document.querySelector('.card[data-id=sweep-toys] .stage') !== null");

            page.go(URI.create(dashboard.address() + "?sweep=sweep-toys"));
            long first = goOn(page, -1);
            long second = goOn(page, first);
            assertThat(second).isGreaterThan(first);
            JsonNode file = progress().orElseThrow();
            page.await("document.querySelector('.stage progress').value === " + file.path("done"));
            assertThat(page.ask("document.querySelector('.stage progress').max").asLong())
                    .isEqualTo(file.path("total").asLong());
            assertThat(page.ask("document.querySelectorAll('#jobs tbody tr').length")
                            .asInt())
                    .isEqualTo(4);

            page.ask("document.getElementById('action').click()");
            assertThat(page.ask("document.getElementById('action').textContent").asText())
                    .contains("click again");
            page.ask("document.getElementById('action').click()");
            page.await("document.querySelector('.outcome').textContent.startsWith('Asked to stop')");
            gate.steps.release(1_000_000);
            Assertions.assertThatThrownBy(sweep::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
            page.await("document.querySelector('h1 .state').textContent === 'unfinished'");

            sweep().join();
            page.await("document.querySelector('h1 .state').textContent === 'finished'");
            page.await("document.querySelectorAll('#jobs .state[data-state=finished]').length === 1 + 4");
            page.await("document.querySelector('#actions a.button') !== null");
            assertRun(page);
            assertFits(page);
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** The page of a job, whose figures are those of its files. */
    private void assertRun(BrowserPage page) throws Exception {
        String run =
                page.ask("document.querySelector('#jobs tbody tr').dataset.run").asText();
        page.ask("document.querySelector('#jobs tbody a').click()");
        page.await("document.querySelectorAll('#charts svg.marks').length >= 2");
        double sum = 0;
        for (int seed = 3; seed <= 4; seed++) {
            Path summary =
                    runs.resolve(run).resolve("checkpoints/real-seed-" + seed).resolve("summary.json");
            sum += new ObjectMapper().readTree(summary.toFile()).path("return").asDouble();
        }
        JsonNode shown = page.ask("[...document.querySelectorAll('#tables tbody tr')].find(row =>"
                + " row.cells[0].textContent === 'real').cells[1].dataset.value");
        assertThat(shown.asDouble()).isCloseTo(sum / 2, Assertions.within(1e-9));
        assertThat(page.ask("document.querySelectorAll('#all-stages [data-event=finished], #all-stages"
                                + " [data-event=reused]').length")
                        .asInt())
                .isEqualTo(8);
    }

    /** Dark and on a phone: nothing but tables and logs is wider than the page. */
    private static void assertFits(BrowserPage page) throws InterruptedException {
        page.emulate("dark", 360);
        page.await("matchMedia('(prefers-color-scheme: dark)').matches && innerWidth === 360");
        assertThat(page.ask("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(360);
        assertThat(page.ask("getComputedStyle(document.body).backgroundColor").asText())
                .isEqualTo("rgb(22, 24, 28)");
    }

    @Test
    void withoutTheTokenNothingIsStoppedAndThePageAsksForIt() throws Exception {
        CompletableFuture<SweepOutcome> sweep = sweep();
        try (BrowserPage page = open(dashboard.address() + "?sweep=sweep-toys")) {
            page.await("document.querySelector('h1 .state')?.textContent === 'running'");
            page.ask("document.getElementById('action').click(); document.getElementById('action').click()");
            page.await("document.querySelector('.outcome').textContent.includes('has no token')"
                    + " || document.querySelector('.outcome').textContent.includes('The token is another')");
            page.await("document.querySelector('.outcome input') !== null");
            assertThat(runs.resolve("sweep-toys/cancel")).doesNotExist();
            gate.steps.release(1_000_000);
            assertThat(sweep.join().failed()).isEmpty();
        }
    }

    @Test
    void whatIsWrittenInFilesIsNeverMarkup() throws Exception {
        Path run = SampleRuns.write(runs, "sample-1", 1);
        String evil = "<img src=x onerror=\\\"window.hit = 1\\\">";
        Path manifest = run.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("maze2d-umaze-v1", evil)
                        .replace("\"guided\" :", "\"" + evil + "\" :")
                        .replace("\"name\" : \"sample\"", "\"name\" : \"" + evil + "\""));
        Files.writeString(
                run.resolve("metrics.jsonl"),
                "{\"series\": \"seed-0/" + evil + "\", \"event\": \"" + evil + "\", \"step\": 1, \"" + evil
                        + "\": 2}\n");
        Files.writeString(
                run.resolve("events.jsonl"),
                "{\"event\": \"failed\", \"id\": \"" + evil + "\", \"title\": \"" + evil + "\", \"error\": \"" + evil
                        + "\", \"time\": \"" + evil + "\"}\n");
        try (BrowserPage page = open(dashboard.address())) {
            page.await("document.querySelectorAll('#items tbody tr').length === 1");
            page.go(URI.create(dashboard.address() + "?run=sample-1"));
            page.await("document.querySelectorAll('#log li').length === 1");
            page.await("document.querySelectorAll('#charts svg.marks').length === 1");
            assertThat(page.ask("window.hit === undefined && document.querySelectorAll('img[src=x]').length === 0")
                            .asBoolean())
                    .isTrue();
            assertThat(page.complaints()).isEmpty();
        }
    }
}
