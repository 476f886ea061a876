package io.leeway.wiring.registry;

/**
 * A component's origin.
 *
 * @param plugin the plugin's class name
 * @param location the path of its jar, or of its folder of classes
 */
public record Origin(String plugin, String location) {
    @Override
    public String toString() {
        return plugin + " in " + location;
    }
}
