package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leeway.bridge.faults.FaultyProxy;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.testkit.environment.LineEnvironments;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** True outcomes while their server is killed, comes back, stays away, fails or hangs. */
final class OracleFaultsTest {
    /** More than a server takes in one call: the limit is 1000. */
    private static final int ROWS = 2500;

    @Test
    void aServerThatIsKilledAndStartedAgainBetweenCallsAnswersTheSame() {
        EnvironmentServer.Running first = Servers.of(new LineEnvironments());
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            assertTrue(oracle);
            first.close();
            CompletableFuture<EnvironmentServer.Running> second = CompletableFuture.supplyAsync(
                    () -> Servers.of(new LineEnvironments(), address, null, 60),
                    CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
            assertTrue(oracle);
            second.join().close();
        }
    }

    @Test
    void aServerThatIsKilledDuringACallAnswersTheSameWhenItIsBack() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        HookedOracle hanging = new HookedOracle(times -> {
            if (times == 2) {
                asked.countDown();
                await(never);
            }
        });
        EnvironmentServer.Running first = Servers.of(hanging);
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> assertTrue(oracle));
            asked.await();
            first.close();
            EnvironmentServer.Running second = Servers.of(new LineEnvironments(), address, null, 60);
            answered.join();
            second.close();
        } finally {
            never.countDown();
        }
    }

    @Test
    void aConnectionThatBreaksIsReplaced() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        FaultyProxy network = new FaultyProxy(server.address());
        try (GrpcEnvironments client = Clients.of(network.address(), "line-v0")) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            for (long at : new long[] {1, 100, 5000, 20_000}) {
                network.spoil(FaultyProxy.Fault.RESET, at, Long.MAX_VALUE);
                assertTrue(oracle);
                network.spoil(FaultyProxy.Fault.RESET, Long.MAX_VALUE, at);
                assertTrue(oracle);
            }
        } finally {
            network.close();
            server.close();
        }
    }

    @Test
    void aServerThatStaysAwayIsALostSessionAfterTheTimeToReconnect() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        String address = server.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0", Duration.ofSeconds(20), Duration.ofMillis(500))) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            assertTrue(oracle);
            server.close();
            long began = System.nanoTime();
            EnvironmentException failure = failure(oracle);
            assertThat(failure.kind()).isEqualTo(Kind.LOST_SESSION);
            assertThat(failure)
                    .hasMessageContaining("The true outcomes of line-v0 at " + address)
                    .hasMessageContaining("reconnect-timeout (500 ms)")
                    .hasMessageContaining("leeway env serve");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
        }
    }

    @Test
    void aServerThatCameBackAsAnotherIsRefusedAtOnce() {
        EnvironmentServer.Running first = Servers.of(new LineEnvironments());
        String address = first.address();
        try (GrpcEnvironments client = Clients.of(address, "line-v0")) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            assertTrue(oracle);
            first.close();
            EnvironmentServer.Running second = Servers.of(
                    new CountedEnvironments(new LineEnvironments(), Map.of("mujoco", "3.14.0")), address, null, 60);
            assertThatThrownBy(() -> assertTrue(oracle))
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("the setting mujoco was none and is 3.14.0")
                    .hasMessageContaining("start the server as it was");
            second.close();
        }
    }

    @Test
    void anOracleThatRaisesIsAskedOnce() {
        HookedOracle failing = new HookedOracle(times -> {
            throw new IllegalStateException("The walker has no legs");
        });
        EnvironmentServer.Running server = Servers.of(failing);
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            DynamicsOracle oracle = client.oracle().orElseThrow();
            assertThatThrownBy(() -> assertTrue(oracle))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("The walker has no legs");
            assertThat(failing.asked()).isEqualTo(1);
        } finally {
            server.close();
        }
    }

    @Test
    void anEnvironmentErrorIsSaidAsOneAndNotTriedAgain() {
        HookedOracle failing = new HookedOracle(times -> {
            throw new EnvironmentException(Kind.ENVIRONMENT_ERROR, "The walker fell off the world");
        });
        EnvironmentServer.Running server = Servers.of(failing);
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            EnvironmentException failure = failure(client.oracle().orElseThrow());
            assertThat(failure.kind()).isEqualTo(Kind.ENVIRONMENT_ERROR);
            assertThat(failure).hasMessageContaining("The walker fell off the world");
            assertThat(failing.asked()).isEqualTo(1);
        } finally {
            server.close();
        }
    }

    @Test
    void anOracleWhoseProcessDiesIsAskedAgain() {
        HookedOracle dying = new HookedOracle(times -> {
            if (times <= 2) {
                throw new EnvironmentException(Kind.LOST_SESSION, "The worker was killed");
            }
        });
        EnvironmentServer.Running server = Servers.of(dying);
        try (GrpcEnvironments client = Clients.of(server.address(), "line-v0")) {
            assertTrue(client.oracle().orElseThrow());
            assertThat(dying.asked()).isEqualTo(5);
        } finally {
            server.close();
        }
    }

    @Test
    void anOracleThatHangsOnceIsAskedAgainAndOneThatAlwaysHangsIsATimeout() {
        CountDownLatch never = new CountDownLatch(1);
        for (int hangs : new int[] {1, Integer.MAX_VALUE}) {
            HookedOracle hanging = new HookedOracle(times -> {
                if (times <= hangs) {
                    await(never);
                }
            });
            EnvironmentServer.Running server = Servers.of(hanging);
            try (GrpcEnvironments client =
                    Clients.of(server.address(), "line-v0", Duration.ofMillis(400), Duration.ofSeconds(3))) {
                DynamicsOracle oracle = client.oracle().orElseThrow();
                if (hangs == 1) {
                    assertTrue(oracle);
                } else {
                    EnvironmentException failure = failure(oracle);
                    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
                    assertThat(failure).hasMessageContaining("reconnect-timeout (3000 ms)");
                }
            } finally {
                server.close();
            }
        }
        never.countDown();
    }

    @Test
    void whatIsClosedAsksNoMore() {
        EnvironmentServer.Running server = Servers.of(new LineEnvironments());
        GrpcEnvironments client = Clients.of(server.address(), "line-v0");
        DynamicsOracle oracle = client.oracle().orElseThrow();
        assertTrue(oracle);
        client.close();
        assertThatThrownBy(() -> assertTrue(oracle))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("was closed");
        server.close();
    }

    private static void assertTrue(DynamicsOracle oracle) {
        double[] observations = new double[ROWS];
        double[] actions = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            observations[i] = i / 512.0;
            actions[i] = (i % 5 - 2) / 2.0;
        }
        double[] next = new double[ROWS];
        double[] rewards = new double[ROWS];
        boolean[] terminated = new boolean[ROWS];
        oracle.transition(observations, actions, ROWS, next, rewards, terminated);
        for (int i = 0; i < ROWS; i++) {
            assertThat(next[i]).isEqualTo(observations[i] + actions[i]);
            assertThat(rewards[i]).isEqualTo(next[i]);
            assertThat(terminated[i]).isEqualTo(Math.abs(next[i]) > LineEnvironments.END);
        }
    }

    private static EnvironmentException failure(DynamicsOracle oracle) {
        return Objects.requireNonNull(catchThrowableOfType(EnvironmentException.class, () -> assertTrue(oracle)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
