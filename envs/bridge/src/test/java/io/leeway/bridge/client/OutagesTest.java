package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.bridge.faults.FaultyProxy;
import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Outages at every call, from the first handshake to the last close: within the patience the work goes on. */
final class OutagesTest {
    private static final int COUNT = 2;
    private static final int OUTAGES = 3;

    private static CompletableFuture<EnvironmentServer.Running> later(String address) {
        return CompletableFuture.supplyAsync(
                () -> Servers.of(new LineEnvironments(), address, null, 60),
                CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
    }

    @Test
    void aServerThatIsAwayBetweenTheProbeAndTheMakingIsAwaited() {
        EnvironmentServer.Running first = Servers.of(new LineEnvironments());
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            assertThat(client.spec().id()).isEqualTo("line-v0");
            first.close();
            CompletableFuture<EnvironmentServer.Running> second = later(address);
            try (VectorEnvironment environment = client.make(1, AutoresetMode.DISABLED, true)) {
                assertThat(environment
                                .reset(new Long[] {1L}, null, Map.of())
                                .observations()
                                .reals())
                        .hasSize(1);
            }
            second.join().close();
        }
    }

    @Test
    void aServerThatIsStartedAfterItsClientIsAwaited() throws IOException {
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        CompletableFuture<EnvironmentServer.Running> started = later(address);
        try (GrpcEnvironments client = Clients.of(address, "line-v0");
                GrpcEnvironmentHost host = new GrpcEnvironmentHost(Clients.host(address))) {
            assertThat(host.list("")).extracting("id").containsExactly("line-v0");
            assertThat(client.spec().id()).isEqualTo("line-v0");
        }
        started.join().close();
    }

    @Test
    void patienceEndsAndIsNamed() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        String address = server.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0", Duration.ofSeconds(20), Duration.ofMillis(400))) {
            assertThat(client.spec().id()).isEqualTo("line-v0");
            server.close();
            long began = System.nanoTime();
            assertThatThrownBy(() -> client.make(1, AutoresetMode.DISABLED, true))
                    .isInstanceOfSatisfying(EnvironmentException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(Kind.LOST_SESSION))
                    .hasMessageContaining("Nothing answers at " + address)
                    .hasMessageContaining("It was waited for 400 ms, which is reconnect-timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
        }
    }

    @Test
    void refusalsAreNotWaitedFor() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        try (GrpcEnvironments client = Clients.of(server.address(), "circle-v0")) {
            long began = System.nanoTime();
            assertThatThrownBy(client::spec)
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("circle-v0");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        } finally {
            server.close();
        }
    }

    /** Environments whose first makings each break the connection, after the server has answered who it is. */
    private record Breaking(Environments line, AtomicInteger left, Runnable outage) implements Environments {
        @Override
        public EnvironmentSpec spec() {
            return line.spec();
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            if (left.getAndDecrement() > 0) {
                outage.run();
            }
            return line.make(options);
        }
    }

    /** Makes an environment through a network that breaks so many makings for so long. */
    private static String makeBroken(int times, int milliseconds, Duration reconnect) {
        AtomicReference<FaultyProxy> broken = new AtomicReference<>();
        AtomicInteger left = new AtomicInteger(0);
        Environments breaking = new Breaking(new LineEnvironments(), left, () -> Objects.requireNonNull(broken.get())
                .outage(milliseconds));
        EnvironmentServer.Running server = Servers.of(breaking);
        try (FaultyProxy network = new FaultyProxy(server.address());
                GrpcEnvironments client = Clients.of(network.address(), "line-v0", Duration.ofSeconds(20), reconnect)) {
            broken.set(network);
            client.spec();
            left.set(times);
            client.make(1, AutoresetMode.DISABLED, true).close();
            return client.spec().id();
        } finally {
            server.close();
        }
    }

    /** Together they last longer than the patience, but none does. */
    @Test
    void outagesThatLetSomeCallsThroughAreOutlastedOneByOne() {
        assertThat(makeBroken(12, 100, Duration.ofSeconds(1))).isEqualTo("line-v0");
    }

    @Test
    void aCallThatBreaksEveryTimeIsGivenUp() {
        assertThatThrownBy(() -> makeBroken(Integer.MAX_VALUE, 10, Duration.ofMillis(200)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("lost in making environments")
                .hasMessageContaining("It was waited for 200 ms, which is reconnect-timeout");
    }

    @Test
    void outagesThatComeAndGoAtEveryCallChangeNothing() throws Exception {
        Maze2dEnvironments mazes = new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.DENSE));
        EnvironmentServer.Running server = Servers.of(mazes);
        FaultyProxy network = new FaultyProxy(server.address());
        List<String> expected = useAll(mazes);
        try {
            for (int seed = 0; seed < 4; seed++) {
                int outages = network.faults() + OUTAGES;
                CompletableFuture<List<List<String>>> seen = CompletableFuture.supplyAsync(() -> {
                    List<List<String>> rounds = new ArrayList<>();
                    try (GrpcEnvironments client =
                            Clients.of(network.address(), mazes.spec().id())) {
                        while (network.faults() < outages) {
                            rounds.add(useAll(client));
                        }
                    }
                    return rounds;
                });
                network.failUntil(seen, new Random(seed), 300, 100);
                assertThat(seen.join()).isNotEmpty().allSatisfy(round -> assertThat(round)
                        .containsExactlyElementsOf(expected));
            }
        } finally {
            network.close();
            server.close();
        }
    }

    /** Makes every kind of call, and returns what came of each. */
    private static List<String> useAll(Environments environments) {
        List<String> seen = new ArrayList<>();
        seen.add(environments.spec().id());
        VectorOptions options = VectorOptions.of(COUNT, AutoresetMode.SAME_STEP).withPictures();
        RandomSource random = RandomSource.of(5);
        try (VectorEnvironment environment = environments.make(options)) {
            seen.add(Arrays.toString(environment
                    .reset(new Long[] {1L, 2L}, null, Map.of())
                    .observations()
                    .reals()));
            for (int i = 0; i < 12; i++) {
                Value actions = environment.spec().actionSpace().sample(COUNT, random);
                seen.add(
                        Arrays.toString(environment.step(actions).observations().reals()));
                if (i % 4 == 0) {
                    seen.add(Integer.toString(
                            Arrays.hashCode(environment.render(1).pixels())));
                }
            }
            environment.snapshots().ifPresent(states -> states.load(states.save()));
        }
        seen.add(Arrays.toString(asked(environments.oracle().orElseThrow())));
        return seen;
    }

    private static double[] asked(DynamicsOracle oracle) {
        double[] next = new double[8];
        double[] rewards = new double[2];
        oracle.transition(new double[] {1, 1, 0, 0, 2, 1, 0, 0}, new double[4], 2, next, rewards, new boolean[2]);
        return next;
    }
}
