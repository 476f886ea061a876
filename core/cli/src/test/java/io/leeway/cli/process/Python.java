package io.leeway.cli.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Python of the virtual environment that the tests of Gymnasium's server make. */
public final class Python {
    private static final Path PROGRAM = Path.of("..", "..", "envs", "gymnasium", "target", "venv", "bin", "python");

    private Python() {}

    /** Returns the program, or skips the test loudly where there is none. */
    public static Path required() {
        boolean there = Files.isExecutable(PROGRAM);
        if (!there && System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
            throw new AssertionError("There is no " + PROGRAM + ": the Python package's tests make it");
        }
        if (!there) {
            System.err.println("*** SKIPPED: there is no " + PROGRAM + ", so nothing of Gymnasium is tested ***");
        }
        assumeTrue(there, "There is no " + PROGRAM);
        return PROGRAM;
    }
}
