package io.leeway.datasets.d4rl;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python process that reads the arrays of a file with h5py, whenever it is asked to, and says how long that took. */
final class H5pyReading implements AutoCloseable {
    private static final String SCRIPT = "read_with_h5py.py";

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private H5pyReading(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts Python.
     *
     * @param arrays the names of those to read
     * @throws LeewayException if it cannot be started
     */
    static H5pyReading start(String python, Path file, List<String> arrays) {
        try (InputStream script = H5pyReading.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException("The resource " + SCRIPT + " is missing");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(python, "-c", text, file.toString()));
            command.addAll(arrays);
            return new H5pyReading(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot start " + python + ": " + FileProblem.text(e)
                            + ". Give the path of a Python that has h5py with --python",
                    e);
        }
    }

    /**
     * Reads all arrays once, and returns how many seconds that took.
     *
     * @throws LeewayException if Python ended
     */
    double seconds() {
        try {
            questions.write("read\n");
            questions.flush();
            String line = answers.readLine();
            if (line != null) {
                return Double.parseDouble(line);
            }
        } catch (IOException ended) {
            // said below, after what Python wrote itself
        }
        throw new LeewayException("Python ended without an answer; what it said stands above. It needs h5py and numpy");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
