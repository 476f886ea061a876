package io.leeway.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Python that has TensorBoard and MLflow themselves: a virtual environment under {@code target}, made at first from
 * {@code requirements-test.lock}.
 */
public final class TrackersPython {
    private static final Path LOCK = Path.of("requirements-test.lock");
    private static final Path ENVIRONMENT = Path.of("target", "venv");
    private static final Path STAMP = ENVIRONMENT.resolve("stamp");
    private static final long LIMIT_SECONDS = 900;

    private TrackersPython() {}

    /** Returns the program, or skips the test loudly where there is none; fails where LEEWAY_REQUIRE_PYTHON is set. */
    public static Path required() throws IOException, InterruptedException {
        String python = made() ? "" : python();
        if (python == null) {
            if (System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
                throw new AssertionError("There is no Python of 3.11 or newer; LEEWAY_PYTHON says where one is");
            }
            System.err.println(
                    "*** SKIPPED: there is no Python 3.11, so TensorBoard and MLflow themselves are not tested ***");
        }
        assumeTrue(python != null, "There is no Python 3.11 or newer");
        if (python != null && !python.isEmpty()) {
            make(python);
        }
        return program("python");
    }

    private static boolean made() throws IOException {
        return Files.exists(STAMP) && Files.readString(STAMP).equals(Files.readString(LOCK));
    }

    /** Returns a program of the environment, which was required before. */
    public static Path program(String name) {
        return ENVIRONMENT.resolve("bin").resolve(name).toAbsolutePath();
    }

    private static @Nullable String python() throws IOException, InterruptedException {
        String named = System.getenv("LEEWAY_PYTHON");
        List<String> candidates =
                named == null ? List.of("python3", "python3.13", "python3.12", "python3.11") : List.of(named);
        for (String candidate : candidates) {
            try {
                Process process =
                        new ProcessBuilder(candidate, "-c", "import sys; sys.exit(sys.version_info < (3, 11))").start();
                if (process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return candidate;
                }
            } catch (IOException absent) {
                // the next one may be there
            }
        }
        return null;
    }

    private static void make(String python) throws IOException, InterruptedException {
        System.err.println("Making " + ENVIRONMENT.toAbsolutePath() + ": this takes a minute ...");
        Files.createDirectories(ENVIRONMENT.toAbsolutePath().getParent());
        run(Map.of(), List.of(python, "-m", "venv", "--clear", ENVIRONMENT.toString()));
        run(
                Map.of(),
                List.of(
                        program("python").toString(),
                        "-m",
                        "pip",
                        "--disable-pip-version-check",
                        "install",
                        "--quiet",
                        "--no-deps",
                        "--requirement",
                        LOCK.toString()));
        Files.writeString(STAMP, Files.readString(LOCK));
    }

    /** Runs a script that lies beside this class, and returns the JSON that it prints last. */
    public static JsonNode script(String name, String... arguments)
            throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(
                Objects.requireNonNull(TrackersPython.class.getResource(name)).toURI());
        List<String> line = new ArrayList<>(List.of(required().toString(), script.toString()));
        line.addAll(List.of(arguments));
        String output = run(Map.of("MLFLOW_DISABLE_TELEMETRY", "true"), line);
        return new ObjectMapper()
                .readTree(output.lines().reduce((first, second) -> second).orElseThrow());
    }

    private static String run(Map<String, String> environment, List<String> line)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("python", ".output");
        Path errors = Files.createTempFile("python", ".errors");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " still runs after " + LIMIT_SECONDS + " s");
            }
            assertThat(process.exitValue())
                    .as("%s%n%s%s", line, Files.readString(output), Files.readString(errors))
                    .isZero();
            return Files.readString(output);
        } finally {
            Stream.of(output, errors).map(Path::toFile).forEach(file -> file.delete());
        }
    }
}
