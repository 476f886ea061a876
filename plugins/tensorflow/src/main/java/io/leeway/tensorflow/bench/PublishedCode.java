package io.leeway.tensorflow.bench;

import io.leeway.spi.LeewayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Python process in which the published JAX code does a piece of work whenever it is asked to, and says how long it took. */
final class PublishedCode implements AutoCloseable {
    private static final String SCRIPT = "published.py";

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private PublishedCode(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts Python.
     *
     * @throws LeewayException if it cannot be started
     */
    static PublishedCode start(DiffusionBenchmarkConfig config, String checkout) {
        try (InputStream script = PublishedCode.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException("The resource " + SCRIPT + " is missing");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return new PublishedCode(new ProcessBuilder(List.of(
                            config.python(),
                            "-c",
                            text,
                            checkout,
                            String.valueOf(config.network().width()),
                            String.valueOf(config.network().training().batch()),
                            String.valueOf(config.network().horizon()),
                            String.valueOf(config.observation()),
                            String.valueOf(config.action())))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot start " + config.python() + ": " + e.getMessage()
                            + ". Give the path of a Python that has jax, flax, optax and distrax with --python",
                    e);
        }
    }

    /**
     * Does a piece of work once.
     *
     * @param work {@code evaluate}, {@code train} or {@code sample}
     * @return how many seconds it took, compilation apart
     * @throws LeewayException if Python ended
     */
    double seconds(String work) {
        try {
            questions.write(work + "\n");
            questions.flush();
            String line = answers.readLine();
            if (line != null) {
                return Double.parseDouble(line);
            }
        } catch (IOException ended) {
            // said below, after what Python wrote itself
        }
        throw new LeewayException(
                "Python ended without an answer; what it said stands above. It needs jax, flax, optax"
                        + " and distrax, and a clone of github.com/EmptyJackson/policy-guided-diffusion where --published says");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
