package io.leeway.wiring.config;

import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.registry.Nearest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The text of a configuration file. */
final class ConfigurationFile {
    private static final long MAXIMUM_BYTES = 1 << 20;

    private ConfigurationFile() {}

    /**
     * Returns the text.
     *
     * @throws ConfigurationException if there is no such file, or it is not text of at most 1 MiB
     */
    static String read(Path file) {
        if (!Files.exists(file)) {
            throw failure(file, "does not exist." + neighbour(file));
        }
        if (Files.isDirectory(file)) {
            throw failure(file, "is a folder; give the YAML file in it");
        }
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw failure(file, "is larger than 1 MiB, which no experiment is");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            throw failure(file, "is not text in UTF-8");
        } catch (IOException failure) {
            throw failure(file, "cannot be read: " + FileProblem.text(failure));
        }
    }

    private static ConfigurationException failure(Path file, String text) {
        String source = file.toString();
        return new ConfigurationException(source, List.of(new ConfigurationProblem(Location.of(source), "", text)));
    }

    private static String neighbour(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> paths = Files.list(folder)) {
            List<String> names =
                    paths.map(path -> path.getFileName().toString()).toList();
            return Nearest.question(file.getFileName().toString(), names);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
