package io.leeway.wiring.identity;

import io.leeway.spi.support.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of the jar (or folder) that a class is from: a plugin whose code changed makes its artifacts anew. */
public final class CodeDigest {
    private final Map<Path, String> known = new HashMap<>();

    /** Returns the digest, or "built-in" for a class of the platform. */
    public String of(Class<?> type) {
        Path location = location(type);
        return location == null ? "built-in" : known.computeIfAbsent(location, CodeDigest::ofFolder);
    }

    /** Returns the jar or folder that a class is from, or null for a class of the platform. */
    static @Nullable Path location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class came from an invalid location: " + source.getLocation(), e);
        }
    }

    /** Returns the digest of a file, or of a folder's files with their names. */
    public static String ofFolder(Path location) {
        MessageDigest digest = Sha256.begin();
        try {
            for (Path file : files(location)) {
                digest.update(location.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                Sha256.update(digest, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.end(digest);
    }

    private static List<Path> files(Path location) throws IOException {
        try (Stream<Path> files = Files.walk(location)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
