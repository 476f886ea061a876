package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Spark that PyPI's {@code pyspark} brings: a virtual environment below the plugin's {@code target}, made at first
 * from its {@code requirements-test.lock}.
 */
final class SparkDistribution {
    private static final Path PLUGIN =
            Path.of("..", "..", "plugins", "spark").toAbsolutePath().normalize();
    private static final Path LOCK = PLUGIN.resolve("requirements-test.lock");
    private static final Path ENVIRONMENT = PLUGIN.resolve("target").resolve("venv");
    private static final Path STAMP = ENVIRONMENT.resolve("stamp");
    private static final long LIMIT_SECONDS = 900;

    private SparkDistribution() {}

    /**
     * Returns Spark's folder, or skips the test loudly where no Python is; fails where LEEWAY_REQUIRE_PYTHON is set.
     */
    static Path required() throws IOException, InterruptedException {
        String python = made() ? "" : python();
        if (python == null && System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
            throw new AssertionError("There is no Python of 3.10 or newer; LEEWAY_PYTHON says where one is");
        }
        if (python == null) {
            System.err.println("*** SKIPPED: there is no Python 3.10, which fetches Spark: no cluster is tested ***");
        }
        assumeTrue(python != null, "There is no Python 3.10 or newer");
        if (python != null && !python.isEmpty()) {
            make(python);
        }
        try (Stream<Path> folders = Files.walk(ENVIRONMENT.resolve("lib"), 3)) {
            return folders.filter(folder -> folder.endsWith(Path.of("site-packages", "pyspark")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean made() throws IOException {
        return Files.exists(STAMP) && Files.readString(STAMP).equals(Files.readString(LOCK));
    }

    private static @Nullable String python() throws IOException, InterruptedException {
        String named = System.getenv("LEEWAY_PYTHON");
        for (String candidate : named == null ? List.of("python3", "python3.12", "python3.11") : List.of(named)) {
            try {
                Process process =
                        new ProcessBuilder(candidate, "-c", "import sys; sys.exit(sys.version_info < (3, 10))").start();
                if (process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return candidate;
                }
            } catch (IOException absent) {
                // the next one may be there
            }
        }
        return null;
    }

    /** Makes it, one process at a time. */
    private static void make(String python) throws IOException, InterruptedException {
        Files.createDirectories(ENVIRONMENT.getParent());
        try (RandomAccessFile file = new RandomAccessFile(ENVIRONMENT + ".lock", "rw");
                FileLock lock = file.getChannel().lock()) {
            if (lock.isValid() && !made()) {
                System.err.println("Making " + ENVIRONMENT + ": Spark is 430 MB, which takes a minute or two ...");
                run(python, "-m", "venv", "--clear", ENVIRONMENT.toString());
                run(
                        ENVIRONMENT.resolve("bin").resolve("python").toString(),
                        "-m",
                        "pip",
                        "--disable-pip-version-check",
                        "install",
                        "--quiet",
                        "--no-deps",
                        "--require-hashes",
                        "--requirement",
                        LOCK.toString());
                Files.writeString(STAMP, Files.readString(LOCK));
            }
        }
    }

    private static void run(String... line) throws IOException, InterruptedException {
        Path output = Files.createTempFile("python", ".output");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(line) + " still runs after " + LIMIT_SECONDS + " s");
        }
        assertThat(process.exitValue())
                .as("%s%n%s", List.of(line), Files.readString(output))
                .isZero();
        Files.delete(output);
    }
}
