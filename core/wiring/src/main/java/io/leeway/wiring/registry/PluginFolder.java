package io.leeway.wiring.registry;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
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
 * A folder of plugins: each jar in it is a plugin, and so is each folder in it that holds jars, a plugin with its
 * libraries. A single jar, or a folder of classes, stands for itself.
 */
final class PluginFolder {
    private static final List<String> OTHER_JARS = List.of("-sources.jar", "-javadoc.jar", "-tests.jar");

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
        if (isJar(folder) || Files.exists(folder.resolve(ServiceFile.PATH))) {
            return List.of(entry(folder, List.of(folder), parent));
        }
        if (!Files.isDirectory(folder)) {
            throw new LeewayException("The plugins folder " + folder + " is not a folder. Give the one that holds the"
                    + " plugins' jars with --plugins DIR or in the variable LEEWAY_PLUGINS.");
        }
        List<Entry> entries = new ArrayList<>();
        for (Path path : list(folder)) {
            List<Path> jars = isJar(path) ? List.of(path) : Files.isDirectory(path) ? jars(path) : List.of();
            if (!jars.isEmpty()) {
                entries.add(entry(path, jars, parent));
            }
        }
        return entries;
    }

    private static Entry entry(Path path, List<Path> content, ClassLoader parent) {
        URL[] urls = content.stream().map(PluginFolder::url).toArray(URL[]::new);
        return new Entry(path, new URLClassLoader(String.valueOf(path.getFileName()), urls, parent));
    }

    private static List<Path> jars(Path folder) {
        return list(folder).stream().filter(PluginFolder::isJar).toList();
    }

    /** A build leaves jars of sources and tests beside the one that counts. */
    private static boolean isJar(Path path) {
        String name = path.toString();
        return name.endsWith(".jar") && OTHER_JARS.stream().noneMatch(name::endsWith) && Files.isRegularFile(path);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException | UncheckedIOException failure) {
            throw new LeewayException(
                    "The plugins folder " + folder + " cannot be read: " + FileProblem.text(failure) + ".", failure);
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
