package io.leeway.bridge.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/** Makes an authority and certificates that it signs: X.509 version 3, elliptic curve P-256. */
public final class Certificates {
    private static final String AUTHORITY = "authority";
    private static final byte[] ECDSA_WITH_SHA256 = bytes("300a06082a8648ce3d040302");
    private static final byte[] VERSION_3 = bytes("a003020102");
    /** Critical basic constraints: an authority. */
    private static final byte[] IS_AUTHORITY = bytes("300f0603551d130101ff040530030101ff");
    /** Alternative names: 127.0.0.1 and localhost. */
    private static final byte[] LOCAL_NAMES =
            bytes("301a0603551d1104133011" + "87047f000001" + "82096c6f63616c686f7374");

    private final Path folder;
    private final KeyPair authority = newKey();
    private int serial = 1;

    /** Makes an authority in a folder. */
    public Certificates(Path folder) throws IOException {
        this.folder = folder;
        write(AUTHORITY, authority, Instant.now().minus(Duration.ofDays(1)), Duration.ofDays(30), IS_AUTHORITY);
    }

    /** Makes a certificate that begins so many days ago and is valid for so many. */
    public void make(String name, int daysAgo, int days) throws IOException {
        write(name, newKey(), Instant.now().minus(Duration.ofDays(daysAgo)), Duration.ofDays(days), LOCAL_NAMES);
    }

    /** Makes a certificate that is valid from yesterday to a moment. */
    public void make(String name, Instant end) throws IOException {
        Instant from = Instant.now().minus(Duration.ofDays(1));
        write(name, newKey(), from, Duration.between(from, end), LOCAL_NAMES);
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private void write(String name, KeyPair key, Instant from, Duration span, byte[] extension) throws IOException {
        byte[] facts = sequence(
                VERSION_3,
                tagged(0x02, BigInteger.valueOf(serial++).toByteArray()),
                ECDSA_WITH_SHA256,
                new X500Principal("CN=" + AUTHORITY).getEncoded(),
                sequence(time(from), time(from.plus(span))),
                new X500Principal("CN=" + name).getEncoded(),
                key.getPublic().getEncoded(),
                tagged(0xa3, sequence(extension)));
        byte[] signature = tagged(0x03, joined(new byte[1], sign(facts)));
        Files.writeString(certificate(name), pem("CERTIFICATE", sequence(facts, ECDSA_WITH_SHA256, signature)));
        Files.createFile(key(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key(name), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] sign(byte[] facts) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(authority.getPrivate());
            signature.update(facts);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return tagged(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, joined(parts));
    }

    /** Writes a value of ASN.1 with its tag and length (DER). */
    private static byte[] tagged(int tag, byte[] value) {
        int length = value.length;
        byte[] head = length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        if (length >= 128 && length < 256) {
            head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        }
        return joined(head, value);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}
