package io.leeway.tensorflow.graph;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.NumpyArchive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A component's state in one {@code .npz} file: what it is, its step, its random seed, and its variables.
 *
 * @param archive the file's arrays; a component may add its own
 */
public record Checkpoint(NumpyArchive archive) {
    /** Goes up when what is kept, or what it means, changes so that older files cannot be read. */
    private static final long VERSION = 1;

    private static final String FORMAT = "format";
    private static final String IDENTITY = "identity";
    private static final String STEP = "step";
    private static final String SEED = "seed";
    private static final String VARIABLE = "variables/";

    /**
     * Begins a checkpoint.
     *
     * @param identity what must be the same for the variables to fit, in words, such as "td3-bc with hidden [256, 256]"
     * @param step updates made
     * @param seed what the random numbers of later updates are drawn from
     */
    public static Checkpoint of(String identity, long step, long seed, Variables variables) {
        NumpyArchive archive = new NumpyArchive()
                .put(FORMAT, new long[] {VERSION})
                .put(IDENTITY, identity.getBytes(StandardCharsets.UTF_8))
                .put(STEP, new long[] {step})
                .put(SEED, new long[] {seed});
        variables
                .values()
                .forEach((variable, values) -> archive.put(VARIABLE + variable.name(), values, variable.shape()));
        return new Checkpoint(archive);
    }

    /**
     * Reads a checkpoint.
     *
     * @throws LeewayException if it is missing or damaged, or of another version
     */
    public static Checkpoint read(Path file) {
        NumpyArchive archive = NumpyArchive.read(file);
        long version = archive.contains(FORMAT) ? archive.longs(FORMAT)[0] : 0;
        if (version != VERSION) {
            throw new LeewayException("The checkpoint " + file + " is of format " + version
                    + ", but this version of Leeway reads format " + VERSION
                    + ". Use the version that wrote it, or begin anew.");
        }
        return new Checkpoint(archive);
    }

    /**
     * Checks that the variables are of such a component.
     *
     * @param expected the identity that fits
     * @param file where it was read from, for the message
     * @throws LeewayException if it is of another, naming both
     */
    public void require(String expected, Path file) {
        String found = new String(archive.bytes(IDENTITY), StandardCharsets.UTF_8);
        if (!found.equals(expected)) {
            throw new LeewayException("The checkpoint " + file + " is of " + found + ", but " + expected
                    + " is to go on from it. Use the configuration and the data that it was made with, or begin anew.");
        }
    }

    /** Returns the updates made. */
    public long step() {
        return archive.longs(STEP)[0];
    }

    /** Returns what the random numbers of later updates are drawn from. */
    public long seed() {
        return archive.longs(SEED)[0];
    }

    /**
     * Gives every variable its kept value.
     *
     * @throws LeewayException if one is missing or of another shape, naming both shapes
     */
    public void restore(Variables variables, Path file) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Variable variable : variables.all()) {
            String name = VARIABLE + variable.name();
            int[] shape = archive.shape(name);
            if (!Arrays.equals(shape, variable.shape())) {
                throw new LeewayException("The checkpoint " + file + " has '" + variable.name() + "' of shape "
                        + Arrays.toString(shape) + ", but it should be " + Arrays.toString(variable.shape()));
            }
            values.put(variable.name(), archive.floats(name));
        }
        variables.write(values);
    }
}
