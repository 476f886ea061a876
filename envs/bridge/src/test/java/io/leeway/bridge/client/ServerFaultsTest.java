package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leeway.bridge.faults.FaultyProxy;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.testkit.environment.LineEnvironments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there, are restarted, refuse, fail or hang: what the user is told. */
final class ServerFaultsTest {
    private static final Value STAY = new Value.Reals(new double[1]);

    @Test
    void nothingAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (GrpcEnvironments client = Clients.impatient("127.0.0.1:" + port, "HalfCheetah-v5")) {
            assertThatThrownBy(client::spec)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("Nothing answers at 127.0.0.1:" + port
                            + ": start a server with `leeway env serve gymnasium --id HalfCheetah-v5 --listen"
                            + " 127.0.0.1:"
                            + port + "`. It was waited for 300 ms, which is connect-timeout");
        }
    }

    @Test
    void somethingElseAnswers() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket socket = web.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readNBytes(100_000);
                } catch (IOException ended) {
                    // The client has hung up.
                }
            });
            thread.setDaemon(true);
            thread.start();
            try (GrpcEnvironments client = Clients.of("127.0.0.1:" + web.getLocalPort(), "line-v0")) {
                assertThatThrownBy(client::spec)
                        .isInstanceOf(LeewayException.class)
                        .hasMessageContaining("does not speak gRPC without TLS");
            }
        }
    }

    @Test
    void addressesThatCannotBeAreRefusedAtOnce() {
        for (String target : new String[] {"localhost", "127.0.0.1:0", "127.0.0.1:99999", "a b:1", ":5"}) {
            assertThatThrownBy(() -> Clients.of(target, "line-v0").close())
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(target)
                    .hasMessageContaining("HOST:PORT");
        }
    }

    @Test
    void theTokenMustBeTheServers(@TempDir Path folder) throws IOException {
        Path right = token(folder.resolve("right"), "s3cret-s3cret-s3cret-s3cret-s3cret");
        Path wrong = token(folder.resolve("wrong"), "an0ther-an0ther-an0ther-an0ther-an0ther");
        EnvironmentServer.Running server = Servers.of(new LineEnvironments(), "127.0.0.1:0", right, 60);
        try (GrpcEnvironments with = client(server, right);
                GrpcEnvironments other = client(server, wrong);
                GrpcEnvironments without = client(server, null)) {
            assertThat(with.spec().id()).isEqualTo("line-v0");
            assertThatThrownBy(other::spec).hasMessageContaining("refuses the token of token-file " + wrong);
            assertThatThrownBy(without::spec).hasMessageContaining("asks for a token, and none was given");
            for (GrpcEnvironments refused : new GrpcEnvironments[] {other, without}) {
                assertThatThrownBy(refused::spec)
                        .isInstanceOf(LeewayException.class)
                        .isNotInstanceOf(EnvironmentException.class)
                        .hasMessageContaining("token-file")
                        .hasMessageContaining("LEEWAY_TOKEN")
                        .message()
                        .doesNotContain("s3cret", "an0ther");
            }
        } finally {
            server.close();
        }
        assertThatThrownBy(() -> new GrpcEnvironments(Clients.config(
                                "192.0.2.1:5", "line-v0", Duration.ofSeconds(1), Duration.ofSeconds(1), right))
                        .close())
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("set tls to true");
    }

    private static GrpcEnvironments client(
            EnvironmentServer.Running server, @org.jspecify.annotations.Nullable Path token) {
        return new GrpcEnvironments(
                Clients.config(server.address(), "line-v0", Duration.ofSeconds(20), Duration.ofSeconds(20), token));
    }

    private static Path token(Path file, String token) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, token + "\n");
    }

    @Test
    void aServerThatWasStartedAgainHasLostTheSessionAndGoesOn() {
        EnvironmentServer.Running first = Servers.of(new LineEnvironments());
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            VectorEnvironment environment = begin(client);
            environment.step(STAY);
            first.close();
            EnvironmentServer.Running second = Servers.of(new LineEnvironments(), address, null, 60);
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.LOST_SESSION);
            assertThat(failure).hasMessageContaining("line-v0 at " + address);
            environment.close();
            try (VectorEnvironment fresh = begin(client)) {
                fresh.step(STAY);
            }
            second.close();
        }
    }

    @Test
    void aServerThatCameBackAsAnotherIsRefusedWithTheDifference() {
        EnvironmentServer.Running first = Servers.of(new LineEnvironments());
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            begin(client).close();
            first.close();
            var other = new CountedEnvironments(
                    new LineEnvironments(), Map.of("end", "5.0", "model-sha256", "ab12", "mujoco", "3.14.0"));
            EnvironmentServer.Running second = Servers.of(other, address, null, 60);
            assertThatThrownBy(() -> begin(client).close())
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("the setting end was 3.0 and is 5.0")
                    .hasMessageContaining("the setting mujoco was none and is 3.14.0")
                    .hasMessageContaining("the model's SHA-256")
                    .hasMessageContaining("start the server as it was");
            second.close();
        }
    }

    @Test
    void aServerThatStaysAwayIsGivenUpAfterTheTimeToReconnect() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        FaultyProxy network = new FaultyProxy(server.address());
        try (GrpcEnvironments client =
                        Clients.of(network.address(), "line-v0", Duration.ofSeconds(20), Duration.ofMillis(500));
                VectorEnvironment environment = begin(client)) {
            network.close();
            long began = System.nanoTime();
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.LOST_SESSION);
            assertThat(failure.getMessage()).contains("500 ms", "leeway env serve");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatEndsInOrderSaysSo() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0");
                VectorEnvironment environment = begin(client)) {
            server.close();
            long began = System.nanoTime();
            EnvironmentException failure = failure(environment);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(failure.kind()).isEqualTo(Kind.LOST_SESSION);
            assertThat(failure)
                    .hasMessageContaining("The server is shutting down")
                    .hasMessageContaining("Make new environments");
        }
    }

    @Test
    void tlsIsAskedOfAServerThatHasNone() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        GrpcEnvironmentsConfig plain =
                Clients.config(server.address(), "line-v0", Duration.ofSeconds(5), Duration.ofSeconds(5), null);
        GrpcEnvironmentsConfig secure = new GrpcEnvironmentsConfig(
                plain.target(),
                List.of(),
                plain.id(),
                plain.kwargs(),
                true,
                null,
                null,
                null,
                null,
                plain.connectTimeout(),
                plain.makeTimeout(),
                plain.stepTimeout(),
                plain.reconnectTimeout(),
                plain.maxMessageBytes());
        try (GrpcEnvironments client = new GrpcEnvironments(secure)) {
            assertThatThrownBy(client::spec)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("does not speak TLS, but tls is true");
        } finally {
            server.close();
        }
    }

    @Test
    void anEnvironmentThatRaisesIsSaidSoAndGoesOnAfterAReset() {
        CountedEnvironments environments = new CountedEnvironments(new LineEnvironments());
        environments.failAt = 2;
        EnvironmentServer.Running server = Servers.of(environments);
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0");
                VectorEnvironment environment = begin(client)) {
            environment.step(STAY);
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.ENVIRONMENT_ERROR);
            assertThat(failure)
                    .hasMessageContaining("The walker fell off the world")
                    .hasMessageContaining("line-v0 at");
            assertThatThrownBy(() -> environment.step(STAY)).isInstanceOf(IllegalStateException.class);
            environment.reset(null, null, Map.of());
            environment.step(STAY);
        } finally {
            server.close();
        }
    }

    @Test
    void anEnvironmentThatHangsIsATimeout() {
        CountedEnvironments environments = new CountedEnvironments(new LineEnvironments());
        environments.stall = new CountDownLatch(1);
        environments.stallAt = 2;
        EnvironmentServer.Running server = Servers.of(environments);
        try (GrpcEnvironments client =
                        Clients.of(server.address(), "line-v0", Duration.ofMillis(600), Duration.ofSeconds(5));
                VectorEnvironment environment = begin(client)) {
            environment.step(STAY);
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessageContaining("line-v0 at " + server.address());
            assertThat(environments.steps).hasValue(2);
        } finally {
            environments.stall.countDown();
            server.close();
        }
    }

    @Test
    void anInterruptedThreadStopsWaiting() throws Exception {
        CountedEnvironments environments = new CountedEnvironments(new LineEnvironments());
        environments.stall = new CountDownLatch(1);
        environments.stallAt = 1;
        EnvironmentServer.Running server = Servers.of(environments);
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            VectorEnvironment environment = begin(client);
            Throwable[] thrown = new Throwable[1];
            Thread thread = new Thread(() -> {
                try {
                    environment.step(STAY);
                } catch (Throwable caught) {
                    thrown[0] = caught;
                }
            });
            thread.start();
            awaitSteps(environments, 1);
            thread.interrupt();
            thread.join(10_000);
            assertThat(thrown[0]).isInstanceOf(java.util.concurrent.CancellationException.class);
            environments.stall.countDown();
            environment.close();
        } finally {
            server.close();
        }
    }

    private static void awaitSteps(CountedEnvironments environments, long steps) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (environments.steps.get() < steps && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        assertThat(environments.steps.get()).as("steps that reached the server").isEqualTo(steps);
    }

    @Test
    void limitsAreToldInTheServersWords() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            assertThatThrownBy(() -> client.make(20_000, AutoresetMode.DISABLED, true))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("16384")
                    .hasMessageContaining("20000");
            assertThatThrownBy(() -> Clients.of(server.address(), "other-v1").spec())
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("other-v1");
        } finally {
            server.close();
        }
    }

    private static VectorEnvironment begin(GrpcEnvironments client) {
        VectorEnvironment environment = client.make(1, AutoresetMode.DISABLED, true);
        environment.reset(new Long[] {1L}, null, Map.of());
        return environment;
    }

    private static EnvironmentException failure(VectorEnvironment environment) {
        return Objects.requireNonNull(catchThrowableOfType(EnvironmentException.class, () -> environment.step(STAY)));
    }
}
