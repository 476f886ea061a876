package io.leeway.bridge.server;

import static io.leeway.bridge.server.WireStream.reset;
import static io.leeway.bridge.server.WireStream.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.LoadState;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.Reset;
import io.leeway.proto.env.v1.SaveState;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every kind of failure, and what a session is like after it. */
@Timeout(120)
class FailureTest {
    private final PlaygroundEnvironments environments = new PlaygroundEnvironments();
    private final RunningServer server = new GrpcEnvironmentServer(new ServerSettings()
                    .set("stepTimeout", 0.5)
                    .set("maxAbandonedThreads", 2)
                    .set("maxMessageBytes", 1 << 20)
                    .set("maxTensorBytes", 1 << 16)
                    .build())
            .start(environments);
    private final WireClient client = WireClient.to(server);

    @AfterEach
    void stop() {
        environments.release.countDown();
        client.close();
        server.close();
    }

    @Test
    void environmentThatRaisesIsToBeReset() {
        WireStream stream = begin(client.make(2));
        Failure failure = failure(stream.exchange(step(2, 1, 2, PlaygroundEnvironment.RAISE)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR);
        assertThat(failure.getMessage()).isEqualTo("The playground broke");
        Failure next = failure(stream.exchange(step(3, 2, 2, 1)), 3);
        assertThat(next.getKind()).isEqualTo(FailureKind.FAILURE_KIND_BAD_REQUEST);
        assertThat(next.getMessage()).contains("reset");
        assertThat(stream.exchange(reset(4, 3, 2, 5)).hasReset()).isTrue();
        assertThat(stream.exchange(step(5, 4, 2, 1)).hasStep()).isTrue();
    }

    @Test
    void aStateThatIsWrongForWhatMayBeAskedIsTheEnvironmentsFault() {
        WireStream stream = begin(client.make(2));
        Failure failure = failure(stream.exchange(step(2, 1, 2, PlaygroundEnvironment.CONFUSE)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR);
        assertThat(failure.getMessage()).isEqualTo("The playground lost its way");
        assertThat(stream.exchange(reset(3, 2, 2, 5)).hasReset()).isTrue();
        assertThat(stream.exchange(step(4, 3, 2, 1)).hasStep()).isTrue();
    }

    @Test
    void whatTheEnvironmentGivesIsChecked() {
        WireStream stream = begin(client.make(2));
        Failure failure = failure(stream.exchange(step(2, 1, 2, PlaygroundEnvironment.WRONG_SHAPE)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR);
        assertThat(failure.getMessage()).contains("3 rewards for 2 environments");
        stream.exchange(reset(3, 2, 2, 5));
        SessionResponse nan = stream.exchange(step(4, 3, 2, PlaygroundEnvironment.NAN));
        assertThat(WireStream.first(nan.getStep().getObservations())).isNaN();
    }

    @Test
    void overflowOfTheStackIsTheEnvironmentsFailure() {
        WireStream stream = begin(client.make(2));
        Failure failure = failure(stream.exchange(step(2, 1, 2, PlaygroundEnvironment.OVERFLOW)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR);
        assertThat(failure.getMessage()).contains("StackOverflowError");
        assertThat(stream.exchange(reset(3, 2, 2, 5)).hasReset()).isTrue();
    }

    @Test
    void lostSimulatorBehindTheEnvironmentIsSaidSo() {
        WireStream stream = begin(client.make(2));
        Failure failure = failure(stream.exchange(step(2, 1, 2, PlaygroundEnvironment.LOSE)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_WORKER_LOST);
    }

    @Test
    void badRequestsChangeNothing() {
        WireStream stream = client.attach(client.make(2), 0);
        stream.receive();
        assertBad(stream.exchange(step(1, 0, 2, 1)), 1, "no reset yet");
        stream.exchange(reset(2, 1, 2, 10));
        assertBad(stream.exchange(step(3, 2, 3, 1)), 3, "shape (2, 1)");
        assertBad(stream.exchange(step(4, 3, 2, PlaygroundEnvironment.REFUSE)), 4, "wants another action");
        assertBad(stream.exchange(SessionRequest.newBuilder().setSequence(5).build()), 5, "no command");
        assertBad(stream.exchange(reset(6, 5, 3, 1)), 6, "3 seeds");
        assertBad(
                stream.exchange(resetWith(7, Reset.newBuilder().setMask(ByteString.copyFrom(new byte[2])))), 7, "mask");
        assertBad(stream.exchange(resetWith(8, Reset.newBuilder().setOptionsJson("[1]"))), 8, "JSON object");
        assertBad(
                stream.exchange(SessionRequest.newBuilder()
                        .setSequence(9)
                        .setAcknowledged(8)
                        .setStep(Step.getDefaultInstance())
                        .build()),
                9,
                "action");
        SessionResponse reply = stream.exchange(step(10, 9, 2, 1));
        assertThat(WireStream.first(reply.getStep().getObservations())).isEqualTo(11);
    }

    @Test
    void replyThatIsTooLargeIsRefusedWithTheLimit() {
        WireStream stream = begin(client.make(2));
        Failure failure = failure(stream.exchange(step(2, 1, 2, PlaygroundEnvironment.LONG_INFO)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_RESOURCE_EXHAUSTED);
        assertThat(failure.getMessage()).contains("max-message-bytes is 1048576");
        assertThat(stream.exchange(step(3, 2, 2, 1)).hasStep()).isTrue();
    }

    @Test
    void hungEnvironmentTimesOutAndTheSessionGoesOnWithNewOnes() {
        WireStream stream = begin(client.make(2));
        stream.send(step(2, 1, 2, PlaygroundEnvironment.HANG));
        stream.send(step(3, 1, 2, 1));
        Failure failure = failure(stream.receive(), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_TIMEOUT);
        assertThat(failure.getMessage()).contains("0.5 s").contains("reset all");
        assertBad(stream.receive(), 3, "no reset yet");
        assertThat(stream.exchange(reset(4, 3, 2, 7)).hasReset()).isTrue();
        assertThat(WireStream.first(stream.exchange(step(5, 4, 2, 1)).getStep().getObservations()))
                .isEqualTo(8);
        environments.release.countDown();
        assertThat(WireStream.first(stream.exchange(step(6, 5, 2, 1)).getStep().getObservations()))
                .as("not disturbed by the one that came back")
                .isEqualTo(9);
    }

    @Test
    void onlySoManyThreadsMayHang() throws InterruptedException {
        WireStream stream = begin(client.make(1));
        stream.exchange(step(2, 1, 1, PlaygroundEnvironment.HANG));
        stream.exchange(reset(3, 2, 1, 1));
        Failure failure = failure(stream.exchange(step(4, 3, 1, PlaygroundEnvironment.HANG)), 4);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_TIMEOUT);
        assertThat(failure.getMessage()).contains("2 threads hang");
        Failure lost = failure(stream.receive(), 0);
        assertThat(lost.getKind()).isEqualTo(FailureKind.FAILURE_KIND_SESSION_LOST);
        assertThat(stream.end().getCode()).isEqualTo(io.grpc.Status.Code.ABORTED);
        assertThatThrownBy(() -> client.make(1))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("RESOURCE_EXHAUSTED")
                .hasMessageContaining("2 threads hang");
        environments.release.countDown();
        for (int i = 0; i < 200 && environments.open.get() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(begin(client.make(1)).exchange(step(2, 1, 1, 1)).hasStep())
                .as("once they came back")
                .isTrue();
    }

    @Test
    void environmentThatInterruptsItsThreadCostsNothing() {
        WireStream stream = begin(client.make(1));
        assertThat(stream.exchange(step(2, 1, 1, PlaygroundEnvironment.INTERRUPT))
                        .hasStep())
                .isTrue();
        assertThat(stream.exchange(step(3, 2, 1, 1)).hasStep()).isTrue();
    }

    @Test
    void clientMayAskForLessTimeThanTheServerAllows() {
        MakeResponse made = client.calls()
                .make(WireClient.asking(1).setStepTimeoutSeconds(0.1).build());
        Failure failure = failure(begin(made).exchange(step(2, 1, 1, PlaygroundEnvironment.SLEEP)), 2);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_TIMEOUT);
        assertThat(failure.getMessage()).contains("0.1 s");
    }

    @Test
    void wrongSessionOrTokenIsLost() {
        MakeResponse made = client.make(1);
        for (MakeResponse wrong : new MakeResponse[] {
            made.toBuilder().setSessionToken("guess").build(),
            made.toBuilder().setSessionId("guess").build(),
            MakeResponse.getDefaultInstance()
        }) {
            WireStream stream = client.attach(wrong, 0);
            Failure failure = failure(stream.receive(), 0);
            assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_SESSION_LOST);
            assertThat(failure.getMessage()).doesNotContain(made.getSessionToken());
            assertThat(stream.end().isOk()).isTrue();
        }
        assertThat(begin(made).exchange(step(2, 1, 1, 1)).hasStep()).isTrue();
    }

    @Test
    void failureToMakeIsSaidAndLeavesNothing() {
        assertThatThrownBy(() -> client.make(13))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failed -> assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                .hasMessageContaining("Thirteen cannot be made");
        assertThat(environments.open.get()).isZero();
    }

    @Test
    void stateIsSavedAndLoadedBitForBit() {
        WireStream stream = begin(client.make(2));
        ByteString state = stream.exchange(SessionRequest.newBuilder()
                        .setSequence(2)
                        .setSaveState(SaveState.getDefaultInstance())
                        .build())
                .getSaveState()
                .getState();
        stream.exchange(step(3, 2, 2, 1));
        Failure failure = failure(stream.exchange(load(4, ByteString.copyFromUtf8("x"))), 4);
        assertThat(failure.getMessage()).contains("no state of a playground");
        assertThat(stream.exchange(load(5, state)).hasLoadState()).isTrue();
        assertThat(WireStream.first(stream.exchange(step(6, 5, 2, 1)).getStep().getObservations()))
                .isEqualTo(-99);
    }

    private static SessionRequest load(long sequence, ByteString state) {
        return SessionRequest.newBuilder()
                .setSequence(sequence)
                .setAcknowledged(sequence - 1)
                .setLoadState(LoadState.newBuilder().setState(state))
                .build();
    }

    private static SessionRequest resetWith(long sequence, Reset.Builder reset) {
        return SessionRequest.newBuilder()
                .setSequence(sequence)
                .setAcknowledged(sequence - 1)
                .setReset(reset)
                .build();
    }

    private WireStream begin(MakeResponse made) {
        WireStream stream = client.attach(made, 0);
        assertThat(stream.receive().hasAttached()).isTrue();
        Reset.Builder reset = Reset.newBuilder().setOptionsJson("{}");
        assertThat(stream.exchange(resetWith(1, reset)).hasReset()).isTrue();
        return stream;
    }

    private static Failure failure(SessionResponse reply, long sequence) {
        assertThat(reply.hasFailure()).as(reply.toString()).isTrue();
        assertThat(reply.getSequence()).isEqualTo(sequence);
        assertThat(reply.getFailure().getMessage()).doesNotContain("\tat ").doesNotContain("secret cause");
        return reply.getFailure();
    }

    private static void assertBad(SessionResponse reply, long sequence, String message) {
        Failure failure = failure(reply, sequence);
        assertThat(failure.getKind()).isEqualTo(FailureKind.FAILURE_KIND_BAD_REQUEST);
        assertThat(failure.getMessage()).contains(message);
    }
}
