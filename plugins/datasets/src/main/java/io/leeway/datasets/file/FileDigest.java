package io.leeway.datasets.file;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity of files: the SHA-256 of their bytes, one after the other. A process reads them once as long as they
 * stay as they are, by size and time of change.
 */
public final class FileDigest {
    private static final Map<List<Stamp>, String> KNOWN = new ConcurrentHashMap<>();

    private FileDigest() {}

    /** A file as it was when it was read. */
    private record Stamp(Path path, long bytes, FileTime modified) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes traits = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(path.toAbsolutePath(), traits.size(), traits.lastModifiedTime());
        }
    }

    /**
     * Returns the digest, in hexadecimal.
     *
     * @throws LeewayException if a file is missing or cannot be read
     */
    public static String sha256(List<Path> files) {
        try {
            List<Stamp> stamps = new ArrayList<>();
            for (Path file : files) {
                stamps.add(Stamp.of(file));
            }
            String known = KNOWN.get(stamps);
            if (known == null) {
                known = Sha256.of(files);
                KNOWN.put(stamps, known);
            }
            return known;
        } catch (NoSuchFileException e) {
            throw new LeewayException(
                    "There is no file " + Path.of(e.getFile()).toAbsolutePath().normalize(), e);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + files.get(0) + ": " + FileProblem.text(e), e);
        }
    }
}
