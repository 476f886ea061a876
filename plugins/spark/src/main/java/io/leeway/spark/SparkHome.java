package io.leeway.spark;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a driver needs.
 *
 * @param spark that of Spark, with {@code bin/spark-submit}
 * @param jar that of this plugin, which Spark hands to its executors
 * @param distribution that of Leeway on every machine
 */
record SparkHome(Path spark, Path jar, Path distribution) {
    private static final String FETCH = " It is fetched, for example, by 'pip install pyspark==4.2.0', into the folder"
            + " 'pyspark' of Python's packages; the key 'home' of the engine, or SPARK_HOME, names that folder.";

    /**
     * Finds the folders.
     *
     * @param environment the variables of this process
     * @throws LeewayException if one is not there, or not one
     */
    static SparkHome find(SparkConfig config, Map<String, String> environment) {
        Path jar = own();
        return new SparkHome(spark(config, environment), jar, distribution(config, jar));
    }

    private static Path spark(SparkConfig config, Map<String, String> environment) {
        String variable = environment.getOrDefault("SPARK_HOME", "");
        Path home = config.home() != null ? config.home() : variable.isEmpty() ? null : Path.of(variable);
        if (home == null) {
            throw new LeewayException("The engine 'spark' needs Spark 4, which does not come with Leeway." + FETCH);
        }
        if (!Files.isRegularFile(home.resolve("bin").resolve("spark-submit"))) {
            throw new LeewayException(home + " is not the folder of Spark: it has no bin/spark-submit." + FETCH);
        }
        if (!isFour(home)) {
            throw new LeewayException(home + " has another Spark than 4: there is no spark-core_2.13-4*.jar in its"
                    + " folder 'jars'." + FETCH);
        }
        return home.toAbsolutePath();
    }

    private static boolean isFour(Path home) {
        try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
            return jars.anyMatch(jar -> String.valueOf(jar.getFileName()).matches("spark-core_2\\.13-4.*\\.jar"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Path own() {
        try {
            return Path.of(SparkHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The plugin is in no file", e);
        }
    }

    private static Path distribution(SparkConfig config, Path jar) {
        if (config.distribution() != null) {
            return config.distribution().toAbsolutePath();
        }
        Path found = ancestor(jar);
        if (found == null || !Files.isRegularFile(found.resolve("lib").resolve("leeway.jar"))) {
            throw new LeewayException("The plugin of Spark is in " + jar + ", which is not the folder 'lib' of Leeway:"
                    + " the key 'distribution' of the engine must say where Leeway is, with lib/leeway.jar in it");
        }
        return found;
    }

    private static @Nullable Path ancestor(Path jar) {
        Path folder = jar.toAbsolutePath().getParent();
        return folder == null ? null : folder.getParent();
    }
}
