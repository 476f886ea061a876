package io.leeway.bridge.server.transport;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;

/** The server's certificates, checked at once: a client would only see a broken connection. */
public final class ServerTls {
    private ServerTls() {}

    /** Returns TLS as configured, or none. */
    public static ServerCredentials credentials(Protection protection) {
        Path certificate = protection.tlsCertificate();
        Path key = protection.tlsKey();
        if (certificate == null || key == null) {
            return InsecureServerCredentials.create();
        }
        X509Certificate own = check("tls-certificate", certificate);
        TokenFile.refuseReadableByOthers("tls-key", key);
        try {
            PrivateKeyCheck.check(key, certificate, own);
            TlsServerCredentials.Builder builder =
                    TlsServerCredentials.newBuilder().keyManager(certificate.toFile(), key.toFile());
            Path authority = protection.tlsClientAuthority();
            if (authority != null) {
                check("tls-client-authority", authority);
                builder.trustManager(authority.toFile()).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (IOException unreadable) {
            throw new LeewayException("tls-key " + key + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** Returns the first of a file's certificates, all of which are valid now. */
    private static X509Certificate check(String key, Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(bytes);
            if (chain.isEmpty()) {
                throw new LeewayException(key + " " + file + " holds no certificate in PEM");
            }
            for (Certificate each : chain) {
                checkValidity(key, file, (X509Certificate) each);
            }
            return (X509Certificate) chain.iterator().next();
        } catch (IOException | CertificateException unreadable) {
            throw new LeewayException(
                    key + " " + file + " cannot be read as certificates in PEM: " + unreadable, unreadable);
        }
    }

    private static void checkValidity(String key, Path file, X509Certificate certificate) {
        String whose = key + " " + file + ": the certificate of "
                + certificate.getSubjectX500Principal().getName();
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException expired) {
            throw new LeewayException(
                    whose + " expired on " + certificate.getNotAfter().toInstant() + ": renew it", expired);
        } catch (CertificateNotYetValidException early) {
            throw new LeewayException(
                    whose + " is valid only from " + certificate.getNotBefore().toInstant()
                            + " on: check this machine's clock",
                    early);
        }
    }
}
