package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.bridge.faults.FaultyProxy;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the connection, the episode is the same, and no step is made twice. */
final class ResumeTest {
    private static final int COUNT = 2;
    private static final int STEPS = 12;

    private final CountedEnvironments environments = new CountedEnvironments(new LineEnvironments());
    private final EnvironmentServer.Running server = Servers.of(environments);
    private final FaultyProxy proxy = new FaultyProxy(server.address());

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyProxy.Fault.class,
            names = {"RESET", "END"})
    void aConnectionThatBreaksAtAnyByteChangesNothing(FaultyProxy.Fault fault) {
        try (GrpcEnvironments client = Clients.of(proxy.address(), "line-v0")) {
            try (VectorEnvironment environment = make(client)) {
                List<String> expected = play(environment);
                proxy.spoil(fault, Long.MAX_VALUE, Long.MAX_VALUE);
                play(environment);
                long up = proxy.passedToServer();
                long down = proxy.passedToClient();
                assertThat(up).isPositive();
                assertThat(down).isPositive();
                int cuts = 0;
                for (long at = 1; at < up; at += 4, cuts++) {
                    proxy.spoil(fault, at, Long.MAX_VALUE);
                    assertSame(environment, expected, "cut after " + at + " bytes to the server");
                }
                for (long at = 1; at < down; at += 4, cuts++) {
                    proxy.spoil(fault, Long.MAX_VALUE, at);
                    assertSame(environment, expected, "cut after " + at + " bytes to the client");
                }
                assertThat(cuts).isGreaterThan(100);
                assertThat(proxy.connections()).as("connections that were cut").isGreaterThan(cuts * 9 / 10);
            }
        }
    }

    @Test
    void aConnectionThatGoesSilentIsReplacedBeforeTheStepCountsAsHung() {
        Duration step = Duration.ofMillis(600);
        try (GrpcEnvironments client = Clients.of(proxy.address(), "line-v0", step, Duration.ofSeconds(20));
                VectorEnvironment environment = make(client)) {
            List<String> expected = play(environment);
            for (long at : new long[] {1, 200, 400}) {
                proxy.spoil(FaultyProxy.Fault.SILENCE, at, Long.MAX_VALUE);
                assertSame(environment, expected, "silent after " + at + " bytes to the server");
                proxy.spoil(FaultyProxy.Fault.SILENCE, Long.MAX_VALUE, at);
                assertSame(environment, expected, "silent after " + at + " bytes to the client");
            }
        }
    }

    @Test
    void aSlowConnectionChangesNothing() {
        try (GrpcEnvironments client = Clients.of(proxy.address(), "line-v0");
                VectorEnvironment environment = make(client)) {
            List<String> expected = play(environment);
            proxy.delay(7);
            assertSame(environment, expected, "7 ms later each way");
        }
    }

    private static VectorEnvironment make(GrpcEnvironments client) {
        return client.make(VectorOptions.of(COUNT, AutoresetMode.SAME_STEP));
    }

    private void assertSame(VectorEnvironment environment, List<String> expected, String how) {
        long steps = environments.steps.get();
        long resets = environments.resets.get();
        assertThat(play(environment)).as(how).isEqualTo(expected);
        assertThat(environments.steps.get() - steps).as("steps, " + how).isEqualTo(STEPS);
        assertThat(environments.resets.get() - resets).as("resets, " + how).isEqualTo(1);
    }

    /** Plays and returns what was seen, with every bit of the numbers. */
    private static List<String> play(VectorEnvironment environment) {
        RandomSource random = RandomSource.of(3);
        List<String> seen = new ArrayList<>();
        seen.add(hex(environment
                .reset(new Long[] {5L, null}, new boolean[] {true, false}, Map.of())
                .observations()
                .reals()[0]));
        for (int i = 0; i < STEPS; i++) {
            VectorEnvironment.Step step = environment.step(new Value.Reals(new double[] {random.nextDouble(-1, 1), 0}));
            seen.add(hex(step.observations().reals()[0])
                    + hex(step.rewards()[0])
                    + hex(Objects.requireNonNull(step.finalObservations()).reals()[0])
                    + step.terminated()[0]
                    + step.truncated()[0]);
        }
        return seen;
    }

    private static String hex(double... values) {
        return Arrays.toString(
                Arrays.stream(values).mapToObj(Double::toHexString).toArray());
    }
}
