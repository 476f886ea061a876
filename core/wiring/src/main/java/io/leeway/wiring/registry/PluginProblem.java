package io.leeway.wiring.registry;

import org.jspecify.annotations.Nullable;

/**
 * The reason why a plugin, or one of its components, cannot be used. The others can.
 *
 * @param location the path of its jar, or of its folder
 * @param className the class that is at fault, or null where it is the jar
 * @param text what is wrong and what to do, as a sentence
 */
public record PluginProblem(String location, @Nullable String className, String text) {
    @Override
    public String toString() {
        return location + ": " + (className == null ? "" : className + ": ") + text;
    }
}
