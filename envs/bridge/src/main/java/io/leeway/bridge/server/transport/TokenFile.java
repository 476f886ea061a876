package io.leeway.bridge.server.transport;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Secrets in files that are kept as such. */
public final class TokenFile {
    private static final int LONGEST = 4096;
    private static final int SHORTEST = 8;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private TokenFile() {}

    /**
     * Reads the token that clients show.
     *
     * @throws LeewayException if there is none, or other users can read it
     */
    public static String read(Path file) {
        refuseReadableByOthers("token-file", file);
        try {
            if (Files.size(file) > LONGEST) {
                throw new LeewayException(
                        "token-file " + file + " has more than " + LONGEST + " bytes: is it a token?");
            }
            String token = Files.readString(file).strip();
            if (token.length() < SHORTEST || !token.chars().allMatch(each -> each > ' ' && each < 127)) {
                throw new LeewayException("token-file " + file + " must hold one token of " + SHORTEST
                        + " or more visible ASCII characters, such as the output of: openssl rand -hex 32");
            }
            return token;
        } catch (IOException unreadable) {
            throw new LeewayException("token-file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** Refuses a secret that other users of the machine can read; where files have no such permissions, nothing. */
    static void refuseReadableByOthers(String key, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LeewayException(key + " " + file + " is not a file");
        }
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
            others.retainAll(Files.getPosixFilePermissions(file));
            if (!others.isEmpty()) {
                throw new LeewayException(
                        key + " " + file + " can be read or written by other users: chmod 600 " + file);
            }
        } catch (UnsupportedOperationException noPermissions) {
            return;
        } catch (IOException unreadable) {
            throw new LeewayException(key + " " + file + " cannot be read: " + unreadable, unreadable);
        }
    }
}
