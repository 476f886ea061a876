package io.leeway.bridge.server;

import static io.leeway.bridge.server.WireStream.reset;
import static io.leeway.bridge.server.WireStream.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.leeway.bridge.server.transport.ListenAddress;
import io.leeway.bridge.server.transport.ServerTransport;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What those who run a server rely on. */
@Timeout(120)
class OperationTest {
    @TempDir
    private Path folder;

    private final PlaygroundEnvironments environments = new PlaygroundEnvironments();

    @Test
    void drainFinishesTheStepUnderWayAndEnds() throws InterruptedException {
        RunningServer server = start(new ServerSettings());
        try (WireClient client = WireClient.to(server)) {
            WireStream stream = begin(client);
            WireStream idle = begin(client);
            stream.send(step(2, 1, 1, PlaygroundEnvironment.SLEEP));
            assertThat(stream.receive(50)).isNull();
            assertThat(health(client)).isEqualTo(ServingStatus.SERVING);
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> server.drain(Duration.ofSeconds(20)));
            assertThat(idle.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(health(client)).isEqualTo(ServingStatus.NOT_SERVING);
            assertThatThrownBy(() -> client.make(1))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("UNAVAILABLE")
                    .hasMessageContaining("shutting down");
            assertThat(stream.receive().hasStep()).isTrue();
            assertThat(stream.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            drained.join();
            server.join();
        }
        assertThat(environments.open.get()).isZero();
    }

    @Test
    void drainEndsAtItsDeadlineWhateverHangs() {
        RunningServer server = start(new ServerSettings());
        try (WireClient client = WireClient.to(server)) {
            WireStream stream = begin(client);
            stream.send(step(2, 1, 1, PlaygroundEnvironment.HANG));
            assertThat(stream.receive(50)).isNull();
            long began = System.nanoTime();
            server.drain(Duration.ofMillis(200));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            stream.end();
        } finally {
            environments.release.countDown();
        }
    }

    @Test
    void idleSessionsAreClosedAndBusyOnesAreNot() {
        try (RunningServer server = start(new ServerSettings().set("idleSeconds", 0.15));
                WireClient client = WireClient.to(server)) {
            WireStream stream = begin(client);
            assertThat(stream.exchange(step(2, 1, 1, PlaygroundEnvironment.SLEEP))
                            .hasStep())
                    .as("a step that takes longer")
                    .isTrue();
            assertThat(stream.receive().getFailure().getMessage())
                    .contains("0.15 s")
                    .contains("idle-seconds");
            assertThat(stream.end().getCode()).isEqualTo(Status.Code.ABORTED);
        }
    }

    @Test
    void metricsAreGivenAsText() throws IOException, InterruptedException {
        try (RunningServer server = start(new ServerSettings().set("metrics", "127.0.0.1:0"));
                WireClient client = WireClient.to(server)) {
            WireStream stream = begin(client);
            stream.exchange(step(2, 1, 1, 1));
            stream.exchange(step(3, 2, 1, PlaygroundEnvironment.RAISE));
            String text = get(server, "/metrics").body();
            assertThat(text)
                    .contains("leeway_environment_steps_total 1.0")
                    .contains("leeway_sessions 1.0")
                    .contains("leeway_environments 1.0")
                    .contains("leeway_abandoned_threads 0.0")
                    .contains("leeway_failures_total{kind=\"environment-error\"} 1.0")
                    .contains("leeway_request_seconds_count{command=\"step\"} 1")
                    .contains("leeway_request_seconds_count{command=\"reset\"} 1");
            assertThat(get(server, "/metrics/other").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(RunningServer server, String path)
            throws IOException, InterruptedException {
        java.net.InetSocketAddress address = java.util.Objects.requireNonNull(server.metricsAddress());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + ListenAddress.shown(address) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void reflectionIsThereWhenAskedForOnly() throws Exception {
        assertThat(services(true)).contains("leeway.env.v1.EnvironmentService");
        assertThatThrownBy(() -> services(false)).hasMessageContaining("UNIMPLEMENTED");
    }

    private String services(boolean reflection) throws Exception {
        try (RunningServer server = start(new ServerSettings().set("reflection", reflection));
                WireClient client = WireClient.to(server)) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            StreamObserver<ServerReflectionRequest> questions = ServerReflectionGrpc.newStub(client.channel())
                    .serverReflectionInfo(new StreamObserver<>() {
                        @Override
                        public void onNext(ServerReflectionResponse response) {
                            answer.complete(response.getListServicesResponse().toString());
                        }

                        @Override
                        public void onError(Throwable thrown) {
                            answer.completeExceptionally(thrown);
                        }

                        @Override
                        public void onCompleted() {}
                    });
            questions.onNext(
                    ServerReflectionRequest.newBuilder().setListServices("").build());
            String services = answer.get(30, TimeUnit.SECONDS);
            questions.onCompleted();
            return services;
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void servesAUnixSocketToItsOwnerAlone() throws IOException {
        Path socket = folder.resolve("leeway.sock");
        ServerSettings settings = new ServerSettings().set("listen", "unix:" + socket);
        EventLoopGroup threads = ServerTransport.unixThreads();
        try (RunningServer server = start(settings)) {
            assertThat(server.address()).isEqualTo("unix:" + socket);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("listens there already");
            try (WireClient client =
                    new WireClient(NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                            .channelType(EpollDomainSocketChannel.class)
                            .eventLoopGroup(threads)
                            .usePlaintext()
                            .build())) {
                assertThat(begin(client).exchange(step(2, 1, 1, 1)).hasStep()).isTrue();
            }
        } finally {
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
        assertThat(folder).isEmptyDirectory();
        Files.writeString(socket, "precious");
        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("is a file");
        assertThat(socket).hasContent("precious");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void replacesAUnixSocketThatNobodyListensOn() throws IOException {
        Path socket = folder.resolve("leeway.sock");
        java.nio.channels.ServerSocketChannel dead =
                java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        dead.bind(java.net.UnixDomainSocketAddress.of(socket));
        dead.close();
        assertThat(socket).exists();
        try (RunningServer server = start(new ServerSettings().set("listen", "unix:" + socket))) {
            assertThat(server.address()).isEqualTo("unix:" + socket);
        }
    }

    @Test
    void addressThatIsTakenIsSaid() {
        try (RunningServer server = start(new ServerSettings())) {
            assertThatThrownBy(() -> start(new ServerSettings().set("listen", server.address())))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(server.address())
                    .hasMessageContaining("in use");
        }
    }

    private RunningServer start(ServerSettings settings) {
        return new GrpcEnvironmentServer(settings.build()).start(environments);
    }

    private static WireStream begin(WireClient client) {
        MakeResponse made = client.make(1);
        WireStream stream = client.attach(made, 0);
        stream.receive();
        assertThat(stream.exchange(reset(1, 0, 1, 1)).hasReset()).isTrue();
        return stream;
    }

    private static ServingStatus health(WireClient client) {
        return HealthGrpc.newBlockingStub(client.channel())
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .check(HealthCheckRequest.newBuilder()
                        .setService("leeway.env.v1.EnvironmentService")
                        .build())
                .getStatus();
    }
}
