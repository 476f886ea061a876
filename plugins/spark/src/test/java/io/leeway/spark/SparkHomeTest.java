package io.leeway.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkHomeTest {
    @TempDir
    Path folder;

    private static SparkConfig config(@Nullable Path home, @Nullable Path distribution) {
        return new SparkConfig("local[1]", home, distribution, null, 64, Duration.ofMinutes(2), 2, Map.of());
    }

    private Path spark(String jar) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("jars"));
        Files.writeString(folder.resolve("bin/spark-submit"), "");
        Files.writeString(folder.resolve("jars").resolve(jar), "");
        return folder;
    }

    @Test
    void theKeyGoesBeforeTheVariable() throws IOException {
        Path home = spark("spark-core_2.13-4.1.0.jar");

        SparkHome found = SparkHome.find(config(home, Path.of("/opt/leeway")), Map.of("SPARK_HOME", "/nowhere"));

        assertThat(found.spark()).isEqualTo(home.toAbsolutePath());
        assertThat(found.distribution()).isEqualTo(Path.of("/opt/leeway"));
        assertThat(SparkHome.find(config(null, Path.of("/opt/leeway")), Map.of("SPARK_HOME", home.toString())))
                .isEqualTo(found);
    }

    @Test
    void withoutSparkItSaysHowToFetchIt() {
        assertThatThrownBy(() -> SparkHome.find(config(null, null), Map.of()))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("needs Spark 4")
                .hasMessageContaining("pip install pyspark==")
                .hasMessageContaining("SPARK_HOME");
        assertThatThrownBy(() -> SparkHome.find(config(folder, null), Map.of()))
                .hasMessageContaining(folder + " is not the folder of Spark");
    }

    @Test
    void anotherSparkIsRefused() throws IOException {
        Path home = spark("spark-core_2.12-3.5.8.jar");

        assertThatThrownBy(() -> SparkHome.find(config(home, null), Map.of()))
                .hasMessageContaining("has another Spark than 4");
    }

    @Test
    void aLeewayThatIsNoDistributionMustBeSaid() throws IOException {
        Path home = spark("spark-core_2.13-4.2.0.jar");

        assertThatThrownBy(() -> SparkHome.find(config(home, null), Map.of()))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("the key 'distribution'");
    }
}
