package io.leeway.experiment.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLogTest {
    @TempDir
    Path folder;

    @Test
    void whatAPluginsMapIsOrderedByLeavesNoTrace() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", 0.5);
        metrics.put("learning_rate", 1e-3);
        metrics.put("gradient_norm", Double.NaN);
        MetricLog log = new MetricLog(entry -> {});
        log.add("update", 100, metrics);
        log.write(folder.resolve("metrics.jsonl"));

        assertThat(folder.resolve("metrics.jsonl"))
                .hasContent("{\"event\":\"update\",\"step\":100,\"gradient_norm\":\"NaN\",\"learning_rate\":0.001,"
                        + "\"loss\":0.5}");
    }

    @Test
    void whatWasWrittenIsReadBackAndToldToTheListener() {
        MetricLog log = new MetricLog(entry -> {});
        log.add("update", 100, Map.of("loss", 0.5));
        log.add("evaluation", 100, Map.of("return", Double.NaN));
        log.write(folder.resolve("metrics.jsonl"));
        List<MetricLog.Entry> told = new ArrayList<>();
        MetricLog read = new MetricLog(told::add);
        read.read(folder.resolve("metrics.jsonl"));

        assertThat(read.entries()).isEqualTo(log.entries()).isEqualTo(told);
    }
}
