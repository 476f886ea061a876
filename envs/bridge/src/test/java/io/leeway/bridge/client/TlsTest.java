package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.bridge.faults.Certificates;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.testkit.environment.LineEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections: who trusts whom, and what is said when they do not. */
final class TlsTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @SuppressWarnings("NullAway.Init")
    private Certificates trusted;

    @BeforeEach
    void makeCertificates() throws IOException {
        trusted = new Certificates(folder);
        trusted.make("server", 1, 10);
        trusted.make("client", 1, 10);
    }

    @Test
    void aServerThatTheAuthoritySignedIsTrusted() {
        EnvironmentServer.Running server = serve("server", false);
        try (GrpcEnvironments client = client(server, trusted.certificate("authority"), null)) {
            assertThat(client.spec().id()).isEqualTo("line-v0");
        } finally {
            server.close();
        }
    }

    @Test
    void aServerWithAClientAuthorityWantsTheClientsCertificate() {
        EnvironmentServer.Running server = serve("server", true);
        try (GrpcEnvironments known = client(server, trusted.certificate("authority"), "client");
                GrpcEnvironments unknown = client(server, trusted.certificate("authority"), null)) {
            assertThat(known.spec().id()).isEqualTo("line-v0");
            assertThatThrownBy(unknown::spec)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(server.address())
                    .hasMessageContaining("tls-client-authority")
                    .hasMessageContaining("tls-certificate and tls-key");
        } finally {
            server.close();
        }
    }

    @Test
    void aStrangersServerIsRefused() throws IOException {
        Certificates strangers = new Certificates(Files.createDirectory(elsewhere.resolve("strangers")));
        EnvironmentServer.Running server = serve("server", false);
        try (GrpcEnvironments client = client(server, strangers.certificate("authority"), null)) {
            assertThatThrownBy(client::spec)
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("do not trust each other")
                    .hasMessageContaining("tls-authority")
                    .hasMessageContaining("valid today");
        } finally {
            server.close();
        }
    }

    @Test
    void aClientWithoutTlsIsToldToSwitchItOn() {
        EnvironmentServer.Running server = serve("server", false);
        try (GrpcEnvironments plain = Clients.of(server.address(), "line-v0")) {
            assertThatThrownBy(plain::spec)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(server.address())
                    .hasMessageContaining("set tls to true");
        } finally {
            server.close();
        }
    }

    private EnvironmentServer.Running serve(String name, boolean mutual) {
        return Servers.secure(
                new LineEnvironments(),
                trusted.certificate(name),
                trusted.key(name),
                mutual ? trusted.certificate("authority") : null);
    }

    private GrpcEnvironments client(EnvironmentServer.Running server, Path authority, @Nullable String own) {
        return new GrpcEnvironments(new GrpcEnvironmentsConfig(
                server.address(),
                List.of(),
                "line-v0",
                Map.of(),
                true,
                authority,
                own == null ? null : trusted.certificate(own),
                own == null ? null : trusted.key(own),
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1 << 26));
    }
}
