package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.bridge.faults.FaultyProxy;
import io.leeway.bridge.faults.FaultyProxy.Fault;
import io.leeway.bridge.faults.MessageProxy;
import io.leeway.environment.evaluation.Quota;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Evaluations in mazes that a process of Java's or of Python's serves, through networks and past servers that fail: the
 * returns are those of an evaluation without faults, or an error says what happened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class NetworkFaultsIT {
    private static final Quota QUOTA = new Quota(6, 4, 20);
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

    private final Map<Kind, Server> servers = new EnumMap<>(Kind.class);
    private final List<Server> others = new ArrayList<>();
    private final Map<Kind, double[]> returns = new EnumMap<>(Kind.class);

    @TempDir
    private Path folder;

    /** Which program serves; each with physics of its own. */
    private enum Kind {
        JAVA("maze2d-umaze-dense-v1"),
        PYTHON("leeway/maze2d-umaze-dense-v1");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        Server start(Path folder, String listen) throws IOException, InterruptedException {
            return this == JAVA
                    ? Server.ofMazes(folder, listen, "--set", "reward=dense")
                    : Server.ofGymnasium(folder, Python.required(), listen, "--id", id);
        }

        /** Starts one that says it is another version, or has another setting. */
        Server startAnother(Path folder, String listen) throws IOException, InterruptedException {
            if (this == JAVA) {
                return Server.ofMazes(folder, listen, "--set", "reward=dense", "--set", "margin=0.004");
            }
            Path facts = Files.createDirectories(folder.resolve("mujoco-99.9.dist-info"));
            Files.writeString(facts.resolve("METADATA"), "Metadata-Version: 2.1\nName: mujoco\nVersion: 99.9\n");
            return Server.ofGymnasium(
                    folder, Python.required(), Map.of("PYTHONPATH", folder.toString()), listen, "--id", id);
        }

        Environments environments(String address, String... settings) {
            return Evaluation.remote(address, id, settings);
        }
    }

    /** Returns the server that most tests share. */
    private Server server(Kind kind) throws IOException, InterruptedException {
        Server running = servers.get(kind);
        if (running == null) {
            running = kind.start(folder, "127.0.0.1:0");
            servers.put(kind, running);
            try (Environments environments = kind.environments(running.address())) {
                double[] whole = Evaluation.play(environments, QUOTA);
                assertThat(whole).hasSize(QUOTA.episodes()).doesNotHaveDuplicates();
                returns.put(kind, whole);
            }
        }
        return running;
    }

    private Server started(Server server) {
        others.add(server);
        return server;
    }

    /** Returns what an evaluation without faults returns. */
    private double[] expected(Kind kind) throws IOException, InterruptedException {
        server(kind);
        return Objects.requireNonNull(returns.get(kind));
    }

    @AfterAll
    void stop() throws InterruptedException {
        others.forEach(Server::close);
        for (Server server : servers.values()) {
            try (server) {
                List<ProcessHandle> started = server.descendants();
                assertThat(server.isAlive()).as("the server after all faults").isTrue();
                assertThat(server.terminate()).isZero();
                assertThat(started).as("processes that are left").noneMatch(ProcessHandle::isAlive);
            }
        }
    }

    private static CompletableFuture<double[]> playing(Environments environments, Quota quota) {
        return CompletableFuture.supplyAsync(() -> Evaluation.play(environments, quota));
    }

    /** Begins to play and, in the middle of episodes, kills the server as {@code kill -9} does. */
    private static CompletableFuture<double[]> killed(
            Server server, FaultyProxy network, Environments environments, Quota quota) throws InterruptedException {
        network.delay(1);
        long before = network.passedToClient();
        CompletableFuture<double[]> played = playing(environments, quota);
        while (network.passedToClient() - before < 20_000 && !played.isDone()) {
            Thread.sleep(2);
        }
        List<ProcessHandle> started = server.descendants();
        server.kill();
        network.delay(0);
        assertThat(played).as("the evaluation, when the server is killed").isNotDone();
        started.forEach(each -> each.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        return played;
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatBreakInTheMiddleOfFramesChangeNoReturn(Kind kind) throws Exception {
        try (FaultyProxy network = new FaultyProxy(server(kind).address());
                Environments environments = kind.environments(network.address(), "reconnect-timeout=20s")) {
            CompletableFuture<double[]> played = playing(environments, QUOTA);
            network.spoilUntil(played, new Random(7), Fault.RESET, Fault.END);
            assertThat(played.get()).isEqualTo(expected(kind));
            assertThat(network.faults()).as("connections that were spoilt").isGreaterThan(4);
        }
    }

    /** From the first handshake to the last close; none is longer than the patience, which ends the evaluation. */
    @ParameterizedTest
    @EnumSource
    void outagesThatComeAndGoAtEveryCallChangeNoReturn(Kind kind) throws Exception {
        double[] whole = expected(kind);
        try (FaultyProxy network = new FaultyProxy(server(kind).address())) {
            network.setDown(true);
            CompletableFuture<double[]> played = CompletableFuture.supplyAsync(() -> {
                try (Environments environments = kind.environments(network.address(), "reconnect-timeout=20s")) {
                    return Evaluation.play(environments, QUOTA);
                }
            });
            network.failUntil(played, new Random(9), 500, 200);
            assertThat(played.get()).isEqualTo(whole);
            assertThat(network.faults()).as("outages").isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatAreSlowOrFallSilentChangeNoReturn(Kind kind) throws Exception {
        try (FaultyProxy network = new FaultyProxy(server(kind).address());
                Environments environments = kind.environments(network.address(), "step-timeout=2s")) {
            network.delay(1);
            network.spoil(Fault.SILENCE, 9_000, Long.MAX_VALUE);
            CompletableFuture<double[]> played = playing(environments, QUOTA);
            while (network.faults() == 0 && !played.isDone()) {
                Thread.sleep(5);
            }
            network.spoil(Fault.SILENCE, Long.MAX_VALUE, 9_000);
            assertThat(played.get()).isEqualTo(expected(kind));
            assertThat(network.faults()).as("connections that fell silent").isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void repliesThatAreLostOrRepeatedChangeNoReturn(Kind kind) throws Exception {
        try (MessageProxy network = new MessageProxy(server(kind).address());
                Environments environments = kind.environments(network.address(), "step-timeout=600ms")) {
            Set<Long> lost = ConcurrentHashMap.newKeySet();
            network.spoil = reply -> {
                long sequence = reply.getSequence();
                boolean loses = sequence % 150 == 75 && lost.add(sequence);
                return loses ? List.<SessionResponse>of() : sequence % 2 == 0 ? List.of(reply, reply) : List.of(reply);
            };
            assertThat(Evaluation.play(environments, QUOTA)).isEqualTo(expected(kind));
            assertThat(lost).as("replies that were lost").hasSizeGreaterThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseOnConnectionsOfOthersChangesNoReturn(Kind kind) throws Exception {
        String address = server(kind).address();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        Random random = new Random(8);
        try (Environments environments = kind.environments(address)) {
            CompletableFuture<double[]> played = playing(environments, QUOTA);
            for (int i = 0; i < 300; i++) {
                byte[] noise = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(noise);
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    OutputStream out = socket.getOutputStream();
                    out.write(i % 2 == 0 ? PREFACE : new byte[0]);
                    out.write(noise);
                } catch (SocketException hungUp) {
                    // The server need not hear it out.
                }
            }
            assertThat(played.get()).isEqualTo(expected(kind));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsKilledComesBackAsItWasThenAsAnotherAndThenNoMore(Kind kind) throws Exception {
        double[] whole = expected(kind);
        Server first = started(kind.start(folder, "127.0.0.1:0"));
        try (FaultyProxy network = new FaultyProxy(first.address());
                Environments environments = kind.environments(network.address(), "reconnect-timeout=20s")) {
            CompletableFuture<double[]> played = killed(first, network, environments, QUOTA);
            Server second = started(kind.start(folder, first.address()));
            assertThat(played.get()).isEqualTo(whole);

            CompletableFuture<double[]> mixed = killed(second, network, environments, QUOTA);
            Server another = started(kind.startAnother(folder, first.address()));
            assertThatThrownBy(mixed::get)
                    .cause()
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining(kind.id + " at " + network.address() + " is no longer what it was at first")
                    .hasMessageContaining(kind == Kind.JAVA ? "margin was 0.002" : "the version of mujoco was 3.")
                    .hasMessageContaining(kind == Kind.JAVA ? "is 0.004" : "is 99.9")
                    .hasMessageContaining("start the server as it was");

            assertGivenUp(another, kind, network);
        }
    }

    /** A server that does not come back at all is a lost session, after as many retries as are allowed. */
    private static void assertGivenUp(Server server, Kind kind, FaultyProxy network) throws InterruptedException {
        try (Environments environments = kind.environments(network.address(), "reconnect-timeout=300ms")) {
            Quota once = new Quota(QUOTA.episodes(), QUOTA.atOnce(), 1);
            CompletableFuture<double[]> played = killed(server, network, environments, once);
            assertThatThrownBy(played::get)
                    .cause()
                    .isInstanceOfSatisfying(EnvironmentException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(EnvironmentException.Kind.LOST_SESSION))
                    .hasMessageContaining("failed with a lost session after 1 retries (evaluation.retries;")
                    .hasMessageContaining("leeway env serve");
        }
    }
}
