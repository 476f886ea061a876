package io.leeway.wiring.config;

/**
 * The place where a value was written.
 *
 * @param source the file as the user named it, or an option such as {@code --set agent.updates=5}
 * @param line from 1; 0 where the source has no lines
 * @param column from 1; 0 where the source has no lines
 */
public record Location(String source, int line, int column) {
    /** Returns the place that a whole source is. */
    public static Location of(String source) {
        return new Location(source, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
