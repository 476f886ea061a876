package io.leeway.cli.process;

import io.leeway.spi.Plugin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The jar of a user's plugin, as its author's build would make it. */
final class PluginJar {
    private PluginJar() {}

    /** Writes a jar of a plugin of the tests, with the classes within it. */
    static void write(Path jar, Class<? extends Plugin> plugin) throws IOException {
        Path folder = Path.of("target", "test-classes");
        String own = plugin.getName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> classes = Files.list(folder.resolve(own).resolveSibling(""))) {
            for (Path each :
                    classes.filter(path -> path.toString().contains(own)).toList()) {
                entries.putNextEntry(new JarEntry(folder.relativize(each).toString()));
                Files.copy(each, entries);
            }
            entries.putNextEntry(new JarEntry("META-INF/services/" + Plugin.class.getName()));
            entries.write(plugin.getName().getBytes(StandardCharsets.UTF_8));
        }
    }
}
