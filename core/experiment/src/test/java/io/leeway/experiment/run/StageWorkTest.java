package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.ToyStages;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.StageTask;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StageWorkTest {
    private final Registry registry = Registry.of(new ToyPlugin());

    @TempDir
    Path folder;

    private ToyStages stages = new ToyStages(registry, Path.of(""));

    @BeforeEach
    void begin() {
        stages = new ToyStages(registry, folder);
    }

    private StageWork work() {
        return new StageWork(ToyRuns.application(registry, folder, Progress.NONE));
    }

    private static StageTask changed(StageTask task, String from, String to) {
        String text = new String(task.configuration(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return new StageTask(
                task.id(), task.title(), task.inputs(), text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTaskSaysByItselfWhatItNeeds() {
        StageTask task = stages.dataset(3);

        StageOrder order = StageOrder.read(task.configuration(), new Configurations(registry));

        assertThat(order.id()).isEqualTo(task.id());
        assertThat(order.seed()).isEqualTo(3);
        assertThat(order.runs()).isEqualTo(folder.toAbsolutePath().normalize());
        assertThat(order.checkpointInterval()).isEqualTo(Duration.ZERO);
        assertThat(order.of().name()).isEqualTo("toy");
        work().make(task);
        assertThat(stages.made(task)).isTrue();
    }

    @Test
    void whatDependsOnOtherThingsHereIsRefusedWithBothValues() {
        StageTask task = stages.dataset(3);
        StageTask other =
                changed(changed(task, task.id(), "dataset-0"), "\"machine.java\":\"", "\"machine.java\":\"9+");

        assertThatThrownBy(() -> work().make(other))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith("The dataset, seed 3 was planned as dataset-0, but comes to " + task.id()
                        + " here: machine.java was '9+" + Runtime.version() + "' and is '" + Runtime.version()
                        + "' here. ");
        assertThat(stages.made(task)).isFalse();
    }

    @Test
    void aComponentThatIsNotHereIsNamed() {
        StageTask task = changed(stages.dataset(3), "{\"type\":\"toy\"}", "{\"type\":\"tow\"}");

        assertThatThrownBy(() -> work().make(task))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'tow'")
                .hasMessageContaining("--plugins");
    }
}
