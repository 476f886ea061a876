package io.leeway.spi.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 digests (FIPS 180-4), as 64 lower-case hexadecimal digits unless said otherwise. */
public final class Sha256 {
    private static final int CHUNK = 1 << 16;

    private Sha256() {}

    /** Returns a digest that nothing was added to yet. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns the digest of what was added, and resets it. */
    public static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the digest of bytes. */
    public static String of(byte[] bytes) {
        MessageDigest digest = begin();
        digest.update(bytes);
        return end(digest);
    }

    /**
     * Returns the digest of a file's bytes.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        return of(List.of(file));
    }

    /**
     * Returns the digest of the bytes of several files, one after the other.
     *
     * @throws IOException if one cannot be read
     */
    public static String of(List<Path> files) throws IOException {
        MessageDigest digest = begin();
        for (Path file : files) {
            update(digest, file);
        }
        return end(digest);
    }

    /**
     * Adds a file's bytes to a digest.
     *
     * @throws IOException if it cannot be read
     */
    public static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[CHUNK];
        try (InputStream input = Files.newInputStream(file)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }
}
