package io.leeway.datasets.minari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Minari itself, in the Python of the virtual environment that the tests of Gymnasium's server make. */
final class MinariPython {
    private static final Path FOLDER = Path.of("..", "..", "envs", "gymnasium", "target", "venv", "bin");
    private static final long LIMIT_SECONDS = 180;

    private final Path root;

    /** Looks for datasets in a folder. */
    MinariPython(Path root) {
        this.root = root;
    }

    /** Skips the test loudly where there is no Minari; fails where LEEWAY_REQUIRE_PYTHON is set. */
    static void require() {
        Path command = FOLDER.resolve("minari");
        boolean there = Files.isExecutable(command);
        if (!there && System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
            throw new AssertionError("There is no " + command + ": the Python package's tests install it");
        } else if (!there) {
            System.err.println("*** SKIPPED: there is no " + command + ", so Minari itself is not tested ***");
        }
        assumeTrue(there, "There is no " + command);
    }

    /** Runs the script beside this class and returns what it prints. */
    String script(String... arguments) throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(Objects.requireNonNull(MinariPython.class.getResource("minari_datasets.py"))
                .toURI());
        List<String> line = new ArrayList<>(List.of(FOLDER.resolve("python").toString(), script.toString()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    /** Runs Minari's command and returns what it prints. */
    String command(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(FOLDER.resolve("minari").toString()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    private String run(List<String> line) throws IOException, InterruptedException {
        Path output = Files.createTempFile(root, ".output", ".txt");
        Path errors = Files.createTempFile(root, ".errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("MINARI_DATASETS_PATH", root.toString());
        builder.environment().put("COLUMNS", "200");
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(line + " still runs after " + LIMIT_SECONDS + " s");
        }
        assertThat(process.exitValue())
                .as("%s%n%s%s", line, Files.readString(output), Files.readString(errors))
                .isZero();
        return Files.readString(output);
    }
}
