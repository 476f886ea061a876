package io.leeway.wiring.registry;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.SourceVersion;

/** A file {@code META-INF/services/io.leeway.spi.Plugin}, in the format of {@link java.util.ServiceLoader}. */
final class ServiceFile {
    static final String PATH = "META-INF/services/io.leeway.spi.Plugin";

    private ServiceFile() {}

    /**
     * Reads the class names of a file.
     *
     * @throws IOException if it cannot be read, or a line is not a class name
     */
    static List<String> read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        List<String> names = new ArrayList<>();
        String text;
        try (var stream = connection.getInputStream()) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int comment = line.indexOf('#');
            String name = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!name.isEmpty() && !SourceVersion.isName(name)) {
                throw new IOException(
                        "line " + number + " of " + PATH + " must be a class name, but is '" + name + "'");
            }
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the path of the jar or folder that a service file stands in. */
    static String location(URL url) {
        String text = url.toString();
        String container = text.substring(0, text.length() - PATH.length());
        if (container.startsWith("jar:") && container.endsWith("!/")) {
            container = container.substring("jar:".length(), container.length() - "!/".length());
        }
        try {
            return java.nio.file.Path.of(java.net.URI.create(container)).toString();
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException unusual) {
            return container;
        }
    }
}
