package io.leeway.runtime.registry;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of plugins: each jar in it is a plugin, and so is each folder in it, with all jars that it holds (a plugin
 * with its libraries) or as a folder of classes.
 */
final class PluginFolder {
    private PluginFolder() {}

    /** A plugin with a class loader of its own. */
    record Entry(Path path, URLClassLoader loader) {}

    /**
     * Returns the plugins of a folder, by name.
     *
     * @param parent the loader that has the plugin interfaces
     * @throws LeewayException if it cannot be read
     */
    static List<Entry> entries(Path folder, ClassLoader parent) {
        if (!Files.isDirectory(folder)) {
            throw new LeewayException("The plugins folder " + folder + " is not a folder. Give the one that holds the"
                    + " plugins' jars with --plugins DIR or in the variable LEEWAY_PLUGINS.");
        }
        List<Entry> entries = new ArrayList<>();
        for (Path path : list(folder)) {
            List<Path> content = content(path);
            if (!content.isEmpty()) {
                URL[] urls = content.stream().map(PluginFolder::url).toArray(URL[]::new);
                entries.add(
                        new Entry(path, new URLClassLoader(path.getFileName().toString(), urls, parent)));
            }
        }
        return entries;
    }

    private static List<Path> content(Path path) {
        if (!Files.isDirectory(path)) {
            return isJar(path) ? List.of(path) : List.of();
        }
        List<Path> content = new ArrayList<>();
        if (Files.exists(path.resolve(ServiceFile.PATH))) {
            content.add(path);
        }
        list(path).stream().filter(PluginFolder::isJar).forEach(content::add);
        return content;
    }

    private static boolean isJar(Path path) {
        return path.getFileName().toString().endsWith(".jar") && Files.isRegularFile(path);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException | UncheckedIOException failure) {
            throw new LeewayException(
                    "The plugins folder " + folder + " cannot be read: " + failure.getMessage() + ".", failure);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
