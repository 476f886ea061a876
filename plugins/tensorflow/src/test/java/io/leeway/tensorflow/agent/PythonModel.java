package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An exported policy in Python's TensorFlow, in a process of its own.
 *
 * @param python a Python that has TensorFlow
 * @param model the folder that the policy was exported to
 */
record PythonModel(Path python, Path model) {
    private static final String VARIABLE = "LEEWAY_TENSORFLOW_PYTHON";
    private static final String PROGRAM = """
            import sys
            import tensorflow as tf

            policy = tf.saved_model.load(sys.argv[1]).signatures["serving_default"]
            rows = tf.reshape(tf.constant([float(number) for number in sys.argv[3:]]), [int(sys.argv[2]), -1])
            print(*policy(observations=rows)["actions"].numpy().ravel().tolist())
            """;

    /** Returns the Python that the environment names, or skips the test with a message where it names none. */
    static Path required() {
        String named = System.getenv(VARIABLE);
        if (named == null) {
            System.err.println("*** SKIPPED: " + VARIABLE + " names no Python with TensorFlow to load policies in ***");
        }
        assumeTrue(named != null, VARIABLE + " names no Python");
        return Path.of(named);
    }

    /** Returns the actions for so many rows. */
    float[] actions(float[] observations, int count) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(python.toString(), "-c", PROGRAM, model.toString(), Integer.toString(count)));
        for (float observation : observations) {
            command.add(Float.toString(observation));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        String[] numbers = output.split(" ");
        float[] actions = new float[numbers.length];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = Float.parseFloat(numbers[i]);
        }
        return actions;
    }
}
