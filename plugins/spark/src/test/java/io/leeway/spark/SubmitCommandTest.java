package io.leeway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SubmitCommandTest {
    private static final SparkHome HOME =
            new SparkHome(Path.of("/opt/spark"), Path.of("/opt/leeway/lib/leeway-spark.jar"), Path.of("/opt/leeway"));

    private static List<String> line(String master, Map<String, String> conf, Map<String, String> environment) {
        SparkConfig config = new SparkConfig(master, null, null, null, 64, Duration.ofMinutes(2), 2, conf);
        return SubmitCommand.line(config, HOME, environment, 4);
    }

    @Test
    void executorsComputeWithTheProcessorsAndVariablesOfThisProcess() {
        assertThat(line(
                        "spark://head:7077",
                        Map.of(),
                        Map.of("TF_XLA_FLAGS", "--a", "HOME", "/root", "TF_CPP_MIN_LOG_LEVEL", "3")))
                .containsExactly(
                        "/opt/spark/bin/spark-submit",
                        "--master",
                        "spark://head:7077",
                        "--deploy-mode",
                        "client",
                        "--name",
                        "Leeway",
                        "--conf",
                        "spark.ui.enabled=false",
                        "--conf",
                        "spark.executorEnv.TF_XLA_FLAGS=--a",
                        "--conf",
                        "spark.executorEnv.TF_CPP_MIN_LOG_LEVEL=3",
                        "--conf",
                        "spark.executor.extraJavaOptions=-XX:ActiveProcessorCount=4",
                        "--class",
                        "io.leeway.spark.driver.SparkDriver",
                        "/opt/leeway/lib/leeway-spark.jar",
                        "/opt/leeway",
                        "");
    }

    @Test
    void theUsersSettingsAreKept() {
        assertThat(line(
                        "local[2]",
                        Map.of("spark.ui.enabled", "true", "spark.executor.extraJavaOptions", "-Xlog:gc"),
                        Map.of()))
                .contains(
                        "spark.ui.enabled=true",
                        "spark.executor.extraJavaOptions=-Xlog:gc -XX:ActiveProcessorCount=4",
                        "spark.driver.extraJavaOptions=-XX:ActiveProcessorCount=4");
    }
}
