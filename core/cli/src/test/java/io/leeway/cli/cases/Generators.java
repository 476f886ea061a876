package io.leeway.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.cli.process.Python;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The generators of inputs that users met, beside the checkout, in a folder of their own for what they make. */
final class Generators {
    private static final Path SCRIPTS = Path.of("..", "..", "..", "shared", "cases");

    private Generators() {}

    /** Copies the scripts into a folder, or skips the test loudly where there are none. */
    static void copyInto(Path folder) throws IOException {
        if (!Files.isDirectory(SCRIPTS)) {
            System.err.println("*** SKIPPED: there is no " + SCRIPTS + ", so no user's input is tried ***");
        }
        assumeTrue(Files.isDirectory(SCRIPTS), "needs shared/cases beside the checkout");
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script :
                    scripts.filter(path -> path.toString().endsWith(".py")).toList()) {
                Files.copy(script, folder.resolve(script.getFileName()));
            }
        }
    }

    /** Runs a script in its folder. */
    static void run(Path folder, String script) throws IOException, InterruptedException {
        Path log = folder.resolve(script + ".log");
        Process process = new ProcessBuilder(
                        List.of(Python.required().toAbsolutePath().toString(), script))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", script, log).isZero();
    }

    /** Returns the lines of a table of what each case gives. */
    static List<String> table(String name) throws IOException {
        try (InputStream stream = Generators.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
