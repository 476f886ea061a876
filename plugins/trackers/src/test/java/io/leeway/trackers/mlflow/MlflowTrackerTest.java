package io.leeway.trackers.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.Tracker;
import io.leeway.testkit.TrackedValue;
import io.leeway.testkit.TrackerContract;
import io.leeway.trackers.TrackersPython;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real server, and what its own client finds there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MlflowTrackerTest extends TrackerContract {
    private static final String GUIDED = "seed-0/guided";

    private final AtomicInteger tests = new AtomicInteger();
    private Optional<MlflowServer> server = Optional.empty();
    private String experiment = "";

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        server = Optional.of(new MlflowServer(data));
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (server.isPresent()) {
            server.get().kill();
        }
    }

    /** Each test has an experiment of its own: the contract's run has the same identity in all of them. */
    @BeforeEach
    void choose() {
        experiment = "test-" + tests.incrementAndGet();
    }

    private String uri() {
        return server.orElseThrow().uri();
    }

    @Override
    protected Tracker tracker() {
        return tracker(Map.of());
    }

    private Tracker tracker(Map<String, String> environment) {
        return new MlflowTracker(
                new MlflowConfig(uri(), experiment, Duration.ofSeconds(60)), Progress.NONE, environment);
    }

    private MlflowClient client() {
        return new MlflowClient(
                MlflowConfig.checkServer("uri", uri()), Credentials.of(Map.of()), Duration.ofSeconds(60));
    }

    private List<JsonNode> runs() {
        Optional<JsonNode> found = client().get("experiments/get-by-name", Map.of("experiment_name", experiment));
        List<JsonNode> runs = new ArrayList<>();
        found.ifPresent(one -> client().post(
                        "runs/search",
                        Map.of(
                                "experiment_ids",
                                List.of(one.at("/experiment/experiment_id").asText())))
                .path("runs")
                .forEach(runs::add));
        return runs;
    }

    @Override
    protected List<TrackedValue> kept() {
        List<TrackedValue> values = new ArrayList<>();
        for (JsonNode run : runs()) {
            for (JsonNode metric : run.at("/data/metrics")) {
                String key = metric.path("key").asText();
                int name = key.lastIndexOf('/');
                Map<String, String> query = new TreeMap<>();
                query.put("run_id", run.at("/info/run_id").asText());
                query.put("metric_key", key);
                JsonNode history = client().get("metrics/get-history", query).orElseThrow();
                history.path("metrics")
                        .forEach(point -> values.add(new TrackedValue(
                                key.substring(0, name),
                                point.path("step").asLong(),
                                key.substring(name + 1),
                                point.path("value").asDouble(Double.NaN))));
            }
        }
        return values;
    }

    @Override
    protected Optional<Map<String, String>> keptParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        runs().forEach(run -> run.at("/data/params")
                .forEach(parameter -> parameters.put(
                        parameter.path("key").asText(), parameter.path("value").asText())));
        return Optional.of(parameters);
    }

    private JsonNode read() throws IOException, InterruptedException, URISyntaxException {
        return TrackersPython.script("read_mlflow.py", uri(), experiment);
    }

    private void tell(Tracker tracker, long from, long to) {
        for (long step = from; step < to; step++) {
            tracker.record(GUIDED, step, Map.of("critic loss", step * 0.5));
            tracker.record("seed-1/denoiser", step, Map.of("loss", step == 2 ? Double.NaN : -1.0 * step));
        }
    }

    @Test
    void itsOwnClientFindsRunsNestedBySeedWithParametersMetricsAndFiles()
            throws IOException, InterruptedException, URISyntaxException {
        Path report = Files.writeString(folder.resolve("report.html"), "<p>A report</p>");
        for (Tracker.Ending ending : List.of(Tracker.Ending.STOPPED, Tracker.Ending.FINISHED)) {
            try (Tracker tracker = tracker()) {
                tracker.begin(run());
                tell(tracker, 0, ending == Tracker.Ending.STOPPED ? 5 : 1500);
                tracker.picture(GUIDED, 4, "trajectories", new Tracker.Image(1, 1, new byte[] {1, 2, 3}));
                tracker.file(report);
                tracker.end(ending);
            }
        }

        JsonNode found = read();
        assertThat(found)
                .extracting(run -> run.path("name").asText())
                .containsExactly("maze-1a2b3c4d", "seed-0", "seed-1");
        assertThat(found).allSatisfy(run -> {
            assertThat(run.path("status").asText()).isEqualTo("FINISHED");
            assertThat(run.path("start").asLong()).isEqualTo(run().clock().millis());
            assertThat(run.path("end").asLong()).isEqualTo(run().clock().millis());
        });
        JsonNode parent = found.path(0);
        assertThat(parent.path("parent").isNull()).isTrue();
        assertThat(parent.path("parameters")).isEqualTo(new ObjectMapper().valueToTree(run().parameters()));
        assertThat(parent.at("/files/report.html").asText())
                .isEqualTo(HexFormat.of().formatHex(Files.readAllBytes(report)));
        assertThat(parent.at("/tags/leeway.folder").asText())
                .isEqualTo(folder.toAbsolutePath().toString());
        assertThat(found.path(1).path("parent").asText())
                .isEqualTo(parent.path("id").asText());
        assertThat(found.path(1).path("parameters").path("seed").asText()).isEqualTo("0");
        JsonNode losses = found.path(1).path("metrics").path("guided/critic loss");
        assertThat(losses).hasSize(1500);
        for (int step = 0; step < 1500; step++) {
            assertThat(losses.path(step).path(0).asLong()).isEqualTo(step);
            assertThat(losses.path(step).path(1).asDouble()).isEqualTo(step * 0.5);
            assertThat(losses.path(step).path(2).asLong())
                    .isEqualTo(run().clock().millis());
        }
        assertThat(found.path(1)
                        .path("files")
                        .path("pictures/guided/trajectories-4.png")
                        .asText())
                .startsWith("89504e47");
        assertThat(found.path(2)
                        .path("metrics")
                        .path("denoiser/loss")
                        .path(2)
                        .path(1)
                        .asText())
                .isEqualTo("nan");
    }

    @Test
    void aServerThatIsKilledAndStartedAgainHasEveryStepOnce()
            throws IOException, InterruptedException, URISyntaxException {
        try (Tracker tracker = tracker()) {
            tracker.begin(run());
            tell(tracker, 0, 10);
            tracker.flush();
            server.orElseThrow().kill();
            tell(tracker, 10, 20);
            assertThatThrownBy(tracker::flush)
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The MLflow server " + uri() + " cannot be reached: nothing answers there. Start it, or"
                            + " mend the tracker's uri (runs/log-batch).");
            assertThatThrownBy(() -> tracker.begin(run())).isInstanceOf(LeewayException.class);
            server.orElseThrow().start();
            tracker.begin(run());
            tell(tracker, 10, 30);
            tracker.end(Tracker.Ending.FINISHED);
        }

        JsonNode losses = read().path(1).path("metrics").path("guided/critic loss");
        assertThat(losses)
                .extracting(point -> point.path(0).asInt())
                .hasSize(30)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aDeletedExperimentIsNamedWithTheRemedy() {
        try (Tracker tracker = tracker()) {
            tracker.begin(run());
            String id = client().get("experiments/get-by-name", Map.of("experiment_name", experiment))
                    .orElseThrow()
                    .at("/experiment/experiment_id")
                    .asText();
            client().post("experiments/delete", Map.of("experiment_id", id));
            assertThatThrownBy(() -> tracker.begin(run()))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage(
                            "The experiment '" + experiment + "' was deleted in MLflow: restore it there, or set the"
                                    + " tracker's experiment to another name");
        }
    }
}
