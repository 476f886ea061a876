package io.leeway.bridge.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret that is compared in constant time and never shown. */
public final class SessionToken {
    private static final int BYTES = 16;

    private final String secret;

    private SessionToken(String secret) {
        this.secret = secret;
    }

    public static SessionToken draw(SecureRandom random) {
        return new SessionToken(drawText(random));
    }

    /** Draws 128 bits, as 32 hexadecimal digits. */
    public static String drawText(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns the secret, to hand it out. */
    public String reveal() {
        return secret;
    }

    boolean matches(String shown) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "a session's token";
    }
}
