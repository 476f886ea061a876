package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spark.SparkConfig;
import io.leeway.spark.SparkEngine;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageTask;
import io.leeway.testkit.engine.EngineContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of engines, kept by that on Spark: its executors have the packaged Leeway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkEngineIT extends EngineContract {
    private static final String EXPERIMENT = """
            name: stages
            environment: {type: maze2d, layout: umaze}
            dataset: {type: collect, behaviour: waypoint, steps: 1000}
            agent: {type: td3-bc, updates: 40}
            experience: {real: {type: real}}
            """;

    private final Deque<StageTask> left = new ArrayDeque<>();
    private Path folder = Path.of("");
    private Path home = Path.of("");
    private StageTask endless = new StageTask("", "", List.of(), new byte[0]);

    @BeforeAll
    void plan(@TempDir Path temporary) throws IOException, InterruptedException {
        home = SparkDistribution.required();
        folder = temporary;
        PluginJar.write(
                Files.createDirectories(folder.resolve("plugins")).resolve("recording.jar"), RecordingPlugin.class);
        left.addAll(recorded("short", "seeds=[0, 1, 2, 3, 4, 5, 6, 7]"));
        assertThat(left).hasSize(8);
        endless = recorded("long", "dataset.steps=1000000000").get(0);
    }

    private List<StageTask> recorded(String name, String setting) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
        Path records = folder.resolve(name);
        Command command = Command.start(
                folder,
                new ArrayList<>(List.of(
                        "run",
                        file.toString(),
                        "--plugins",
                        folder.resolve("plugins").toString(),
                        "--runs",
                        folder.resolve("runs").toString(),
                        "--engine",
                        "{type: recording, folder: '" + records + "'}",
                        "--set",
                        setting)));
        assertThat(command.exitCode()).as(command.errors()).isEqualTo(1);
        assertThat(command.errors()).contains("Not made, but left in ");
        return RecordingPlugin.read(records);
    }

    @Override
    protected Engine engine(Progress progress) {
        return new SparkEngine(
                new SparkConfig(
                        "local[2]",
                        home,
                        Path.of("target", "leeway"),
                        null,
                        2,
                        Duration.ofMinutes(5),
                        0,
                        Map.of("spark.driver.bindAddress", "127.0.0.1", "spark.driver.host", "127.0.0.1")),
                progress);
    }

    @Override
    protected List<StageTask> tasks() {
        return List.of(left.removeFirst(), left.removeFirst());
    }

    /** A stage of another version of Leeway, say: what it depends on is not what it was planned with. */
    @Override
    protected StageTask failing() {
        String id = "dataset-0123456789abcdef0123";
        String text = new String(endless.configuration(), StandardCharsets.UTF_8);
        return new StageTask(
                id, endless.title(), List.of(), text.replace(endless.id(), id).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected String reason() {
        return "was planned as dataset-0123456789abcdef0123, but comes to " + endless.id() + " here";
    }

    @Override
    protected StageTask endless() {
        return endless;
    }

    @Override
    protected boolean made(StageTask task) {
        return Files.exists(folder.resolve("runs").resolve("store").resolve(task.id()));
    }
}
