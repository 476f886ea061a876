package io.leeway.spark;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link SparkEngine}. */
public record SparkConfig(
        @Description("The cluster, as Spark names it: spark://HOST:PORT, yarn, k8s://URL, or local[2] for this machine")
        @NotBlank
        String master,

        @Description("The folder of Spark 4, with bin/spark-submit in it; left out, that in the variable SPARK_HOME")
        @Nullable
        Path home,

        @Description("Leeway's folder on every machine, with lib/leeway.jar in it; left out, that of this Leeway")
        @Nullable
        Path distribution,

        @Description("The folder of plugins on every machine, as --plugins names it here; left out, none") @Nullable
        Path plugins,

        @Description("How many stages Spark is asked for at once, unless --jobs says") @Default("64") @Min(1)
        int stages,

        @Description("How long the driver may take to have an application on the cluster") @Default("2m")
        Duration patience,

        @Description("How many times a driver that ended is started again") @Default("2") @Min(0)
        int restarts,

        @Description("Spark's own settings, such as {spark.executor.memory: 8g}") @Default("{}")
        Map<String, String> conf) {}
