package io.leeway.datasets.file;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What identifies files: the SHA-256 of their bytes, one after the other. */
public final class FileDigest {
    private FileDigest() {}

    /**
     * Returns the digest, in hexadecimal.
     *
     * @throws LeewayException if a file is missing or cannot be read
     */
    public static String sha256(List<Path> files) {
        MessageDigest digest = digest();
        DigestOutputStream target = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        for (Path path : files) {
            try (InputStream file = Files.newInputStream(path)) {
                file.transferTo(target);
            } catch (NoSuchFileException e) {
                throw new LeewayException(
                        "There is no file " + path.toAbsolutePath().normalize(), e);
            } catch (IOException e) {
                throw new LeewayException("Cannot read " + path + ": " + e.getMessage(), e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
