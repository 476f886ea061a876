package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentHost;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.testkit.environment.LineEnvironments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a served environment is, against the same one here. */
final class ClientTest {
    private final Environments here = new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.MEDIUM, MazeReward.DENSE));
    private final EnvironmentServer.Running server = Servers.of(here);
    private final GrpcEnvironments there =
            Clients.of(server.address(), here.spec().id());

    @AfterEach
    void close() {
        there.close();
        server.close();
    }

    @Test
    void theSpecificationIsTheSameButForTheServersVersions() {
        assertThat(there.spec().observationSpace())
                .usingRecursiveComparison()
                .isEqualTo(here.spec().observationSpace());
        assertThat(there.spec().actionSpace())
                .usingRecursiveComparison()
                .isEqualTo(here.spec().actionSpace());
        assertThat(there.spec().referenceScores()).isEqualTo(here.spec().referenceScores());
        assertThat(there.spec().maximumEpisodeSteps()).isEqualTo(here.spec().maximumEpisodeSteps());
        assertThat(there.spec().settings())
                .containsAllEntriesOf(here.spec().settings())
                .containsKey("java");
        assertThat(there.remote()).isTrue();
        assertThat(there.canRender()).isEqualTo(here.canRender());
    }

    @Test
    void episodesAreTheSameBitForBitAndRunWhileTheCallerDoesOtherThings() {
        int count = 37;
        RandomSource random = RandomSource.of(2);
        Long[] seeds = new Long[count];
        Arrays.setAll(seeds, i -> i == 3 ? null : Long.valueOf(random.nextLong()));
        try (VectorEnvironment local = here.make(count, AutoresetMode.SAME_STEP, true);
                VectorEnvironment remote = there.make(count, AutoresetMode.SAME_STEP, true)) {
            assertThat(remote.reset(seeds, null, Map.of()).observations().reals())
                    .isEqualTo(local.reset(seeds, null, Map.of()).observations().reals());
            for (int i = 0; i < 650; i++) {
                double[] values = new double[count * 2];
                Arrays.setAll(values, at -> (float) random.nextDouble(-1, 1));
                Supplier<VectorEnvironment.Step> pending = remote.stepAsync(new Value.Reals(values));
                VectorEnvironment.Step expected = local.step(new Value.Reals(values));
                VectorEnvironment.Step actual = pending.get();
                assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
            }
        }
    }

    @Test
    void theOracleAsksInAsManyCallsAsTheServersLimitMakesIt() {
        int count = 5000;
        RandomSource random = RandomSource.of(4);
        double[] observations = new double[count * 4];
        double[] actions = new double[count * 2];
        Arrays.setAll(observations, i -> random.nextDouble(1, 3));
        Arrays.setAll(actions, i -> (float) random.nextDouble(-1, 1));
        Outcomes expected = new Outcomes(count);
        Outcomes actual = new Outcomes(count);
        expected.fill(here, observations, actions);
        actual.fill(there, observations, actions);
        assertThat(actual.next).isEqualTo(expected.next);
        assertThat(actual.rewards).isEqualTo(expected.rewards);
        assertThat(actual.terminated).isEqualTo(expected.terminated);
    }

    private static final class Outcomes {
        final double[] next;
        final double[] rewards;
        final boolean[] terminated;

        Outcomes(int count) {
            next = new double[count * 4];
            rewards = new double[count];
            terminated = new boolean[count];
        }

        void fill(Environments environments, double[] observations, double[] actions) {
            environments
                    .oracle()
                    .orElseThrow()
                    .transition(observations, actions, rewards.length, next, rewards, terminated);
        }
    }

    @Test
    void savedStatesComeBackWhereTheServerCan() {
        try (VectorEnvironment local = here.make(2, AutoresetMode.NEXT_STEP, true);
                VectorEnvironment remote = there.make(2, AutoresetMode.NEXT_STEP, true)) {
            Optional<Snapshots> snapshots = remote.snapshots();
            assertThat(snapshots.isPresent()).isEqualTo(local.snapshots().isPresent());
            if (snapshots.isEmpty()) {
                return;
            }
            remote.reset(new Long[] {1L, 2L}, null, Map.of());
            Value push = new Value.Reals(new double[] {1, 0.5, -1, 0.25});
            remote.step(push);
            byte[] state = snapshots.get().save();
            double[] expected = remote.step(push).observations().reals();
            remote.step(push);
            snapshots.get().load(state);
            assertThat(remote.step(push).observations().reals()).isEqualTo(expected);
        }
    }

    @Test
    void aHostSaysWhatItIsAndOffers() {
        try (EnvironmentHost host = new GrpcEnvironmentHost(Clients.host(server.address()))) {
            EnvironmentHost.Facts facts = host.facts();
            assertThat(facts.protocolVersion()).startsWith("1.");
            assertThat(facts.versions()).containsKey("java");
            assertThat(facts.capabilities()).contains("transition", "resume");
            assertThat(facts.limits()).containsEntry("transition-rows", "1000").containsEntry("resume-seconds", "60.0");
            assertThat(host.list(""))
                    .isEqualTo(List.of(new EnvironmentHost.Listed(here.spec().id(), 600)));
            assertThat(host.list("cheetah")).isEmpty();
            assertThat(host.ping()).isPositive();
            try (Environments environments = host.environments(here.spec().id(), Map.of())) {
                assertThat(environments.spec().id()).isEqualTo(here.spec().id());
            }
        }
    }

    @Test
    void unixSocketsServeToo(@TempDir Path folder) {
        EnvironmentServer.Running unix = Servers.of(new LineEnvironments(), "unix:" + folder.resolve("s"), null, 60);
        try (GrpcEnvironments client = Clients.of(unix.address(), "line-v0");
                VectorEnvironment environment = client.make(3, AutoresetMode.NEXT_STEP, true)) {
            environment.reset(null, null, Map.of());
            assertThat(environment
                            .step(new Value.Reals(new double[3]))
                            .observations()
                            .reals())
                    .hasSize(3);
        } finally {
            unix.close();
        }
    }

    @Test
    void whatWasMadeOutlivesWhatMadeIt() {
        VectorEnvironment environment = there.make(1, AutoresetMode.NEXT_STEP, true);
        there.close();
        environment.reset(null, null, Map.of());
        environment.close();
    }

    @Test
    void whatIsClosedMakesNothing() {
        there.close();
        assertThatThrownBy(() -> there.make(1, AutoresetMode.NEXT_STEP, true))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("was closed");
    }

    @Test
    void repliesThatAreTooLargeSayWhichLimitToRaise() {
        GrpcEnvironmentsConfig plain =
                Clients.config(server.address(), here.spec().id(), Duration.ofSeconds(5), Duration.ofSeconds(5), null);
        GrpcEnvironmentsConfig small = new GrpcEnvironmentsConfig(
                plain.target(),
                List.of(),
                plain.id(),
                plain.kwargs(),
                false,
                null,
                null,
                null,
                null,
                plain.connectTimeout(),
                plain.makeTimeout(),
                plain.stepTimeout(),
                plain.reconnectTimeout(),
                65_536);
        try (GrpcEnvironments client = new GrpcEnvironments(small);
                VectorEnvironment environment = client.make(4096, AutoresetMode.NEXT_STEP, true)) {
            assertThatThrownBy(() -> environment.reset(null, null, Map.of()))
                    .isInstanceOf(LeewayException.class)
                    .isNotInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("max-message-bytes (65536 here");
        }
    }
}
