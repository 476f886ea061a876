package io.leeway.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leeway.bridge.faults.MessageProxy;
import io.leeway.proto.env.v1.Attached;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.StepReply;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.testkit.environment.LineEnvironments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies that are lost, come twice, come out of order or make no sense. */
final class ReplyFaultsTest {
    private final CountedEnvironments environments = new CountedEnvironments(new LineEnvironments());
    private final EnvironmentServer.Running server = Servers.of(environments);
    private final MessageProxy proxy = new MessageProxy(server.address());
    private final GrpcEnvironments client =
            Clients.of(proxy.address(), "line-v0", Duration.ofMillis(800), Duration.ofSeconds(5));

    @AfterEach
    void close() {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void aLostReplyIsFetchedAgainWithoutAnotherStep() {
        Set<Long> lost = ConcurrentHashMap.newKeySet();
        try (VectorEnvironment environment = begin()) {
            walk(environment, 1);
            environments.steps.set(0);
            proxy.spoil =
                    reply -> reply.getSequence() % 3 == 0 && lost.add(reply.getSequence()) ? List.of() : List.of(reply);
            double before = environment.step(action()).observations().reals()[0];
            assertThat(walk(environment, 3)).isEqualTo(before + 3 * 0.0625);
            assertThat(environments.steps).hasValue(4);
            assertThat(lost)
                    .as("the replies to the session's third request, and that it is attached again")
                    .containsExactlyInAnyOrder(0L, 3L, 6L);
        }
    }

    @Test
    void repliesThatComeTwiceCountOnce() {
        proxy.spoil = reply -> List.of(reply, reply, reply);
        try (VectorEnvironment environment = begin()) {
            double once = walk(environment, 5);
            proxy.spoil = List::of;
            environment.reset(new Long[] {1L}, null, Map.of());
            assertThat(walk(environment, 5)).isEqualTo(once);
            assertThat(environments.steps).hasValue(10);
        }
    }

    @Test
    void oldRepliesThatComeAgainLaterAreIgnored() {
        List<SessionResponse> old = new java.util.concurrent.CopyOnWriteArrayList<>();
        proxy.spoil = reply -> {
            old.add(reply);
            return List.copyOf(old);
        };
        try (VectorEnvironment environment = begin()) {
            walk(environment, 5);
            assertThat(environments.steps).hasValue(5);
        }
    }

    @Test
    void aReplyToWhatWasNeverAskedEndsTheSession() {
        try (VectorEnvironment environment = begin()) {
            proxy.spoil = reply -> List.of(
                    reply.toBuilder().setSequence(reply.getSequence() + 1).build());
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.LOST_SESSION);
            assertThat(failure).hasMessageContaining("answered request 3").hasMessageContaining("line-v0 at 127.0.0.1");
            assertThat(failure(environment)).hasMessageContaining("is over, make new environments");
        }
    }

    @Test
    void aServerThatHasForgottenRequestsIsNotBelieved() {
        try (VectorEnvironment environment = begin()) {
            walk(environment, 3);
            proxy.spoil = reply -> reply.hasAttached()
                    ? List.of(SessionResponse.newBuilder()
                            .setAttached(Attached.newBuilder().setLastSequence(1))
                            .build())
                    : List.of();
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.LOST_SESSION);
            assertThat(failure).hasMessageContaining("came to request 1").hasMessageContaining("has answered 4");
        }
    }

    @Test
    void aReplyThatBreaksTheSpecificationIsTheServersFault() {
        try (VectorEnvironment environment = begin()) {
            proxy.spoil = reply -> List.of(reply.toBuilder()
                    .setStep(StepReply.newBuilder(reply.getStep()).clearRewards())
                    .build());
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.ENVIRONMENT_ERROR);
            assertThat(failure).hasMessageContaining("rewards have 0 bytes");
            proxy.spoil = List::of;
            environment.reset(null, null, Map.of());
            walk(environment, 1);
        }
    }

    @Test
    void noAnswerWithinTheDeadlineIsATimeout() {
        try (VectorEnvironment environment = begin()) {
            proxy.spoil = reply -> reply.hasAttached() ? List.of(reply) : List.of();
            EnvironmentException failure = failure(environment);
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessageContaining("800 ms").hasMessageContaining("step-timeout");
        }
    }

    @Test
    void anOutcomeMustBeTakenBeforeTheNextStep() {
        try (VectorEnvironment environment = begin()) {
            var outcome = environment.stepAsync(action());
            assertThatThrownBy(() -> environment.step(action()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not taken");
            assertThat(outcome.get()).isSameAs(outcome.get());
            walk(environment, 1);
        }
    }

    private VectorEnvironment begin() {
        VectorEnvironment environment = client.make(1, AutoresetMode.DISABLED, true);
        environment.reset(new Long[] {1L}, null, Map.of());
        return environment;
    }

    private static double walk(VectorEnvironment environment, int steps) {
        double position = 0;
        for (int i = 0; i < steps; i++) {
            position = environment.step(action()).observations().reals()[0];
        }
        return position;
    }

    private static EnvironmentException failure(VectorEnvironment environment) {
        return java.util.Objects.requireNonNull(
                catchThrowableOfType(EnvironmentException.class, () -> environment.step(action())));
    }

    private static Value action() {
        return new Value.Reals(new double[] {0.0625});
    }
}
