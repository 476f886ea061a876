package io.leeway.wiring.identity;

import io.leeway.spi.support.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of the jar (or folder) that a class is from: a plugin whose code changed makes its artifacts anew. */
public final class CodeDigest {
    /** The digests of jars, which a process reads once as long as they stay as they are. */
    private static final Map<Jar, String> JARS = new ConcurrentHashMap<>();

    private final Map<Path, String> known = new HashMap<>();

    /** A jar as it was when it was read. */
    private record Jar(Path path, long bytes, FileTime modified) {}

    /** Returns the digest, or "built-in" for a class of the platform. */
    public String of(Class<?> type) {
        Path location = location(type);
        return location == null ? "built-in" : known.computeIfAbsent(location, CodeDigest::ofLocation);
    }

    private static String ofLocation(Path location) {
        try {
            BasicFileAttributes traits = Files.readAttributes(location, BasicFileAttributes.class);
            if (traits.isRegularFile()) {
                Jar jar = new Jar(location, traits.size(), traits.lastModifiedTime());
                return JARS.computeIfAbsent(jar, any -> ofFolder(location));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ofFolder(location);
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
