package io.leeway.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.leeway.bridge.faults.Certificates;
import io.leeway.proto.env.v1.ListSpecsRequest;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect, and what those who may not are told. */
@Timeout(120)
class SecurityTest {
    private static final String TOKEN = "correct-horse-battery-staple";

    @TempDir
    private static Path folder;

    private static Certificates certificates;

    @TempDir
    private Path secrets;

    @BeforeAll
    static void makeCertificates() throws IOException {
        certificates = new Certificates(folder);
        certificates.make("server", 1, 20);
        certificates.make("client", 1, 20);
        certificates.make("expired", 10, 5);
        certificates.make("early", -5, 5);
    }

    @Test
    void otherMachinesNeedTlsAndATokenOrAnExplicitRisk() throws IOException {
        Path token = secret(TOKEN);
        assertRefused(
                new ServerSettings().set("listen", "0.0.0.0:0"),
                "0.0.0.0:0",
                "tls-certificate",
                "token-file",
                "insecure");
        assertRefused(tls("server").set("listen", "0.0.0.0:0"), "token-file");
        assertRefused(new ServerSettings().set("listen", "0.0.0.0:0").set("tokenFile", token), "tls-certificate");
        assertRefused(new ServerSettings().set("metrics", "0.0.0.0:0"), "metrics is 0.0.0.0:0", "insecure");
        assertRefused(new ServerSettings().set("listen", "here"), "listen is here", "HOST:PORT");
        assertRefused(new ServerSettings().set("listen", "127.0.0.1:99999"), "HOST:PORT");
        for (ServerSettings fine : new ServerSettings[] {
            tls("server").set("listen", "0.0.0.0:0").set("tokenFile", token),
            new ServerSettings().set("listen", "0.0.0.0:0").set("insecure", true),
            new ServerSettings().set("listen", "127.0.0.2:0"),
            new ServerSettings().set("listen", "[::1]:0"),
            new ServerSettings().set("listen", "localhost:0")
        }) {
            RunningServer server = start(fine);
            assertThat(server.address()).matches(".+:[1-9]\\d*");
            server.close();
        }
    }

    @Test
    void tokenIsAskedOfEveryCallButHealth() throws IOException {
        try (RunningServer server = start(new ServerSettings()
                        .set("tokenFile", secret(TOKEN + "\n"))
                        .set("reflection", true));
                WireClient client = WireClient.to(server)) {
            ListSpecsRequest request = ListSpecsRequest.getDefaultInstance();
            Map<String, String> wrongs = Map.of(
                    "",
                    "none was shown",
                    "Bearer",
                    "something else was shown",
                    "Bearer wrong",
                    "The token that was shown is not this server's",
                    "Basic " + TOKEN,
                    "something else was shown",
                    TOKEN,
                    "something else was shown");
            wrongs.forEach((wrong, reason) -> {
                assertThatThrownBy(() -> client.calls()
                                .withCallCredentials(showing(wrong))
                                .listSpecs(request))
                        .as(wrong)
                        .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> assertThat(
                                        refused.getStatus().getCode())
                                .isEqualTo(Status.Code.UNAUTHENTICATED))
                        .hasMessageContaining(reason)
                        .hasMessageContaining("authorization: Bearer TOKEN")
                        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(TOKEN));
            });
            assertThat(client.calls()
                            .withCallCredentials(showing("Bearer " + TOKEN))
                            .listSpecs(request)
                            .getSpecsCount())
                    .isEqualTo(1);
            assertThat(client.open().end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(HealthGrpc.newBlockingStub(client.channel())
                            .withDeadlineAfter(20, TimeUnit.SECONDS)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        }
    }

    @Test
    void secretsThatOthersCanReadAreRefused() throws IOException {
        Path open = secret(TOKEN);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(new ServerSettings().set("tokenFile", open), "token-file", "other users", "chmod 600");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(new ServerSettings().set("tokenFile", open), "token-file", "other users", "chmod 600");
        assertRefused(new ServerSettings().set("tokenFile", secret("")), "visible ASCII");
        assertRefused(new ServerSettings().set("tokenFile", secret("1234567")), "8 or more visible ASCII");
        assertRefused(new ServerSettings().set("tokenFile", secret("two words")), "visible ASCII");
        assertRefused(new ServerSettings().set("tokenFile", secrets.resolve("none")), "is not a file");
        Path key = secrets.resolve("open.key");
        Files.copy(certificates.key("server"), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(tls("server").set("tlsKey", key), "tls-key", "other users");
    }

    @Test
    void servesTls() {
        try (RunningServer server = start(tls("server"));
                WireClient trusting = connect(server, null);
                WireClient plain = WireClient.to(server)) {
            assertThat(names(trusting)).isEqualTo(1);
            assertThatThrownBy(() -> names(plain)).hasMessageContaining("UNAVAILABLE");
        }
    }

    @Test
    void mutualTlsAsksForAValidCertificate() {
        try (RunningServer server =
                        start(tls("server").set("tlsClientAuthority", certificates.certificate("authority")));
                WireClient known = connect(server, "client");
                WireClient late = connect(server, "expired");
                WireClient unknown = connect(server, null)) {
            assertThat(names(known)).isEqualTo(1);
            assertThatThrownBy(() -> names(late)).hasMessageContaining("UNAVAILABLE");
            assertThatThrownBy(() -> names(unknown)).hasMessageContaining("UNAVAILABLE");
        }
    }

    @Test
    void certificatesThatAreNotValidAreSaidAtTheStart() throws IOException {
        assertRefused(tls("expired"), "tls-certificate", "CN=expired", "expired on 20", "renew");
        assertRefused(tls("early"), "CN=early", "valid only from 20", "clock");
        assertRefused(
                tls("server").set("tlsClientAuthority", certificates.certificate("expired")), "tls-client-authority");
        Path nonsense = secret("nonsense");
        assertRefused(tls("server").set("tlsCertificate", nonsense), "tls-certificate", "PEM");
        assertRefused(tls("server").set("tlsKey", nonsense), "tls-key");
        assertRefused(tls("server").set("tlsKey", certificates.key("client")), "tls-key");
    }

    @Test
    void settingsThatDoNotGoTogetherAreAllSaid() {
        assertThatThrownBy(() -> new ServerSettings()
                        .set("tlsKey", Path.of("key"))
                        .set("tlsClientAuthority", Path.of("authority"))
                        .set("maxTensorBytes", 1 << 30)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only tls-key is given")
                .hasMessageContaining("tls-client-authority needs")
                .hasMessageContaining("max-tensor-bytes is 1073741824");
    }

    private static ServerSettings tls(String name) {
        return new ServerSettings()
                .set("tlsCertificate", certificates.certificate(name))
                .set("tlsKey", certificates.key(name));
    }

    private static RunningServer start(ServerSettings settings) {
        return new GrpcEnvironmentServer(settings.build()).start(new PlaygroundEnvironments());
    }

    private static void assertRefused(ServerSettings settings, String... texts) {
        assertThatThrownBy(() -> start(settings).close())
                .isInstanceOf(LeewayException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(texts));
    }

    private static WireClient connect(RunningServer server, @org.jspecify.annotations.Nullable String client) {
        try {
            TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder()
                    .trustManager(certificates.certificate("authority").toFile());
            if (client != null) {
                credentials.keyManager(
                        certificates.certificate(client).toFile(),
                        certificates.key(client).toFile());
            }
            return new WireClient(Grpc.newChannelBuilder(server.address(), credentials.build())
                    .build());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static int names(WireClient client) {
        return client.calls().listSpecs(ListSpecsRequest.getDefaultInstance()).getSpecsCount();
    }

    private Path secret(String text) throws IOException {
        Path file = Files.createTempFile(
                secrets,
                "secret",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private static CallCredentials showing(String header) {
        return new CallCredentials() {
            @Override
            public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
                Metadata headers = new Metadata();
                if (!header.isEmpty()) {
                    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), header);
                }
                applier.apply(headers);
            }
        };
    }
}
