package io.leeway.tensorflow.bench;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python process in which other people's code does a piece of work whenever it is asked to, and says how long it
 * took.
 */
final class PythonWork implements AutoCloseable {
    private final Process process;
    private final String needs;
    private final BufferedReader answers;
    private final Writer questions;

    private PythonWork(Process process, String needs) {
        this.process = process;
        this.needs = needs;
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts Python.
     *
     * @param python the program
     * @param script the name of a resource beside this class
     * @param needs what must be installed, in words
     * @throws LeewayException if it cannot be started
     */
    static PythonWork start(String python, String script, List<String> arguments, String needs) {
        try (InputStream resource = PythonWork.class.getResourceAsStream(script)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + script + " is missing");
            }
            List<String> command =
                    new ArrayList<>(List.of(python, "-c", new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new PythonWork(process, needs);
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot start " + python + ": " + FileProblem.text(e) + ". Give the path of a Python that has "
                            + needs,
                    e);
        }
    }

    /**
     * Does a piece of work once.
     *
     * @param work what the script knows by that name
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
        throw new LeewayException("Python ended without an answer; what it said stands above. It needs " + needs);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
