package io.leeway.wiring.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param location where it was written
 * @param path the key's path, such as {@code experience.guided.guidance.coefficient}; empty for the whole
 * @param text what is wrong, what it must be, and what may have been meant
 */
public record ConfigurationProblem(Location location, String path, String text) {
    @Override
    public String toString() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + text;
    }
}
