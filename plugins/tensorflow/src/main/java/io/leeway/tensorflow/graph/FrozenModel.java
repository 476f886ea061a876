package io.leeway.tensorflow.graph;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A function of rows as a TensorFlow SavedModel, which any TensorFlow loads. It has no variables: all that was learned
 * is constant.
 *
 * @param input what the signature calls the rows it is given
 * @param columns values in such a row
 * @param output what the signature calls the rows it answers with
 */
public record FrozenModel(String input, int columns, String output) {
    /** A function of rows. */
    @FunctionalInterface
    public interface Function {
        /** Builds the output for rows of the input. */
        Operand<?> build(Ops ops, Operand<TFloat32> rows);
    }

    /**
     * Writes the signature {@code serving_default} into a folder.
     *
     * @param backend where TensorFlow runs; the files are the same for all
     * @throws LeewayException if the folder cannot be written to
     */
    public void write(Backend backend, Path directory, Function function) {
        try (Graph graph = new Graph();
                Session session = backend.session(graph)) {
            Ops ops = Ops.create(graph);
            Operand<TFloat32> rows =
                    ops.withName(input).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, columns)));
            Operand<?> answer = ops.withName(output).identity(function.build(ops, rows));
            Signature signature = Signature.builder()
                    .key(Signature.DEFAULT_KEY)
                    .input(input, rows)
                    .output(output, answer)
                    .build();
            SavedModelBundle.exporter(directory.toString())
                    .withSession(session)
                    .withSignature(signature)
                    .export();
        } catch (IOException | TensorFlowException e) {
            throw new LeewayException(
                    "Cannot write the model to " + directory + ": " + FileProblem.text(e)
                            + ". Make the folder writable, with room for it, or choose another one.",
                    e);
        }
    }
}
