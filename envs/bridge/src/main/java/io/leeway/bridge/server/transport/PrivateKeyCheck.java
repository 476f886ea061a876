package io.leeway.bridge.server.transport;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A check that a private key belongs to a certificate: otherwise every handshake fails, and only then. */
final class PrivateKeyCheck {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PrivateKeyCheck() {}

    /**
     * Signs with the key and verifies with the certificate.
     *
     * @throws LeewayException if that fails
     */
    static void check(Path keyFile, Path certificateFile, X509Certificate certificate) throws IOException {
        Matcher matcher = PEM.matcher(Files.readString(keyFile, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new LeewayException("tls-key " + keyFile
                    + " holds no unencrypted private key in PEM, PKCS #8: it begins with -----BEGIN PRIVATE KEY-----");
        }
        try {
            String algorithm = certificate.getPublicKey().getAlgorithm();
            PrivateKey key = KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> algorithm;
                    });
            byte[] text = "whose key is this?".getBytes(StandardCharsets.US_ASCII);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate);
            signature.update(text);
            if (!signature.verify(signed)) {
                throw new LeewayException("tls-key " + keyFile
                        + " is not the key of the certificate in tls-certificate " + certificateFile);
            }
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new LeewayException(
                    "tls-key " + keyFile + " cannot be used with the certificate in tls-certificate " + certificateFile
                            + ": " + wrong.getMessage(),
                    wrong);
        }
    }
}
