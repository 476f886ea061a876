package io.leeway.spark.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A line between the engine and the driver: a mark, by which it is told from what else Spark may print, a word, the
 * number of a stage, and content in Base64.
 *
 * @param word what is said
 * @param number of the stage, counted by the engine; 0 for the driver itself
 * @param content what the word needs; perhaps empty
 */
public record Line(Word word, long number, byte[] content) {
    private static final String MARK = "leeway-spark";

    /** What is said. */
    public enum Word {
        /** The engine wants a stage made, whose configuration is the content. */
        MAKE,
        /** The engine no longer wants a stage. */
        CANCEL,
        /** The driver has an application on the cluster; the content is its id. */
        READY,
        /** An executor has begun a stage; the content is the attempt, from 0, and the host. */
        STARTED,
        /** The store has the artifact. */
        MADE,
        /** The stage failed, and would fail again; the content says why. */
        FAILED,
        /** Spark could not have the stage made; the content says why. */
        LOST
    }

    /** Makes a line whose content is text. */
    public static Line of(Word word, long number, String content) {
        return new Line(word, number, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the content as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Returns the line, without its end. */
    public String written() {
        return MARK + " " + word + " " + number + " " + Base64.getEncoder().encodeToString(content);
    }

    /** Reads a line; nothing if it is none of these. */
    public static Optional<Line> read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4 || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Line(
                    Word.valueOf(parts[1]),
                    Long.parseLong(parts[2]),
                    Base64.getDecoder().decode(parts[3])));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
