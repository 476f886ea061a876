package io.leeway.bridge.server;

import static io.leeway.bridge.server.WireStream.reset;
import static io.leeway.bridge.server.WireStream.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.SessionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of a session over a real socket: nothing is stepped twice, no reply is lost. */
@Timeout(120)
class SequenceTest {
    private final PlaygroundEnvironments environments = new PlaygroundEnvironments();
    private RunningServer server;
    private WireClient client;
    private MakeResponse made;

    @BeforeEach
    void start() {
        server = new GrpcEnvironmentServer(new ServerSettings()
                        .set("pipelineDepth", 4)
                        .set("resumeSeconds", 1.0)
                        .build())
                .start(environments);
        client = WireClient.to(server);
        made = client.make(2);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        environments.requireClosed();
    }

    @Test
    void repliesComeInOrderUnderTheirNumbers() {
        WireStream stream = client.attach(made, 0);
        assertThat(stream.receive().getAttached().getLastSequence()).isZero();
        stream.send(reset(1, 0, 2, 10));
        stream.send(step(2, 0, 2, 1));
        stream.send(step(3, 0, 2, 2));
        assertThat(stream.receive().getReset().getObservations().getTensor().getShapeList())
                .containsExactly(2, 1);
        assertThat(observation(stream.receive(), 2)).isEqualTo(11);
        assertThat(observation(stream.receive(), 3)).isEqualTo(13);
        stream.halfClose();
        assertThat(stream.end().isOk()).isTrue();
    }

    @Test
    void duplicateGetsTheKeptReplyAndIsNotStepped() {
        WireStream stream = begin();
        SessionResponse first = stream.exchange(step(2, 1, 2, 1));
        SessionResponse again = stream.exchange(step(2, 1, 2, 1));
        assertThat(again).isEqualTo(first);
        assertThat(environments.steps.get()).isEqualTo(1);
        assertThat(observation(stream.exchange(step(3, 2, 2, 1)), 3)).isEqualTo(12);
    }

    @Test
    void duplicateOfARequestUnderWayIsAnsweredWhenItIsDone() {
        WireStream stream = begin();
        stream.send(step(2, 1, 2, PlaygroundEnvironment.SLEEP));
        stream.send(step(2, 1, 2, PlaygroundEnvironment.SLEEP));
        assertThat(stream.receive()).isEqualTo(stream.receive());
        assertThat(environments.steps.get()).isEqualTo(1);
    }

    @Test
    void duplicateOfAnAcknowledgedRequestIsOutOfSequence() {
        WireStream stream = begin();
        stream.exchange(step(2, 1, 2, 1));
        assertOutOfSequence(stream, stream.exchange(step(1, 1, 2, 1)));
    }

    @Test
    void gapZeroAndASecondAttachAreOutOfSequenceAndTheSessionLivesOn() {
        assertOutOfSequence(begin(), 3, 1);
        long[][] bad = {{0, 1}, {4, 1}, {-1, 1}, {2, 5}, {2, -1}};
        for (long[] each : bad) {
            WireStream stream = client.attach(made, 1);
            assertThat(stream.receive().getAttached().getLastSequence()).isEqualTo(1);
            assertOutOfSequence(stream, each[0], each[1]);
        }
        WireStream twice = client.attach(made, 1);
        twice.receive();
        assertOutOfSequence(twice, twice.exchange(WireStream.attaching(made, 1)));
        WireStream stream = client.attach(made, 1);
        stream.receive();
        assertThat(observation(stream.exchange(step(2, 1, 2, 1)), 2)).isEqualTo(11);
        assertThat(environments.steps.get()).isEqualTo(1);
    }

    @Test
    void firstRequestMustAttach() {
        WireStream stream = client.open();
        assertOutOfSequence(stream, stream.exchange(step(1, 0, 2, 1)));
        WireStream early = client.attach(made, 7);
        assertOutOfSequence(early, early.receive());
    }

    @Test
    void brokenStreamIsResumedWithTheRepliesThatWereNotAcknowledged() {
        WireStream stream = begin();
        SessionResponse second = stream.exchange(step(2, 1, 2, 1));
        stream.send(step(3, 1, 2, PlaygroundEnvironment.SLEEP));
        stream.send(step(4, 1, 2, 4));
        assertThat(stream.receive(100)).isNull();
        stream.cancel();
        WireStream next = client.attach(made, 1);
        assertThat(next.receive().getAttached().getLastSequence()).isIn(2L, 3L, 4L);
        assertThat(next.receive()).isEqualTo(second);
        assertThat(observation(next.receive(), 3)).isEqualTo(11 + PlaygroundEnvironment.SLEEP);
        assertThat(observation(next.receive(), 4)).isEqualTo(15 + PlaygroundEnvironment.SLEEP);
        assertThat(observation(next.exchange(step(5, 4, 2, 1)), 5)).isEqualTo(16 + PlaygroundEnvironment.SLEEP);
        assertThat(environments.steps.get()).isEqualTo(4);
    }

    @Test
    void resumedStreamGetsNothingThatWasAcknowledged() {
        WireStream stream = begin();
        stream.exchange(step(2, 1, 2, 1));
        stream.cancel();
        WireStream next = client.attach(made, 2);
        assertThat(next.receive().getAttached().getLastSequence()).isEqualTo(2);
        assertThat(next.receive(200)).isNull();
        assertOutOfSequence(next, next.exchange(step(2, 2, 2, 1)));
    }

    @Test
    void secondAttachTakesTheSessionOver() {
        WireStream older = begin();
        WireStream newer = client.attach(made, 1);
        assertThat(newer.receive().getAttached().getLastSequence()).isEqualTo(1);
        Status end = older.end();
        assertThat(end.getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(observation(newer.exchange(step(2, 1, 2, 1)), 2)).isEqualTo(11);
    }

    @Test
    void tooManyUnacknowledgedRepliesAreRefusedWithTheLimit() {
        WireStream stream = client.attach(made, 0);
        stream.receive();
        stream.exchange(reset(1, 0, 2, 10));
        for (int sequence = 2; sequence <= 4; sequence++) {
            stream.exchange(step(sequence, 0, 2, 1));
        }
        SessionResponse refused = stream.exchange(step(5, 0, 2, 1));
        assertThat(refused.getSequence()).isEqualTo(5);
        assertThat(refused.getFailure().getKind()).isEqualTo(FailureKind.FAILURE_KIND_RESOURCE_EXHAUSTED);
        assertThat(refused.getFailure().getMessage()).contains("4").contains("pipeline-depth");
        assertThat(environments.steps.get()).isEqualTo(3);
        assertThat(observation(stream.exchange(step(5, 4, 2, 1)), 5)).isEqualTo(14);
    }

    @Test
    void sessionWithoutAStreamIsClosedAfterTheResumeWindow() throws InterruptedException {
        begin().cancel();
        for (int i = 0; i < 200 && environments.open.get() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(environments.open.get()).isZero();
        WireStream late = client.attach(made, 1);
        SessionResponse lost = late.receive();
        assertThat(lost.getFailure().getKind()).isEqualTo(FailureKind.FAILURE_KIND_SESSION_LOST);
        assertThat(late.end().isOk()).isTrue();
    }

    @Test
    void oneThreadMakesAndStepsASession() {
        WireStream stream = begin();
        stream.exchange(step(2, 1, 2, 1));
        stream.cancel();
        WireStream next = client.attach(made, 2);
        next.receive();
        next.exchange(step(3, 2, 2, 1));
        // The first of all threads looked at what the environments can do.
        assertThat(environments.threads.stream().skip(1).distinct()).hasSize(1);
    }

    private WireStream begin() {
        WireStream stream = client.attach(made, 0);
        stream.receive();
        assertThat(stream.exchange(reset(1, 0, 2, 10)).hasReset()).isTrue();
        return stream;
    }

    private static double observation(SessionResponse reply, long sequence) {
        assertThat(reply.getSequence()).isEqualTo(sequence);
        assertThat(reply.hasStep()).as(reply.toString()).isTrue();
        return WireStream.first(reply.getStep().getObservations());
    }

    private static void assertOutOfSequence(WireStream stream, long sequence, long acknowledged) {
        assertOutOfSequence(stream, stream.exchange(step(sequence, acknowledged, 2, 1)));
    }

    private static void assertOutOfSequence(WireStream stream, SessionResponse reply) {
        assertThat(reply.getFailure().getKind()).isEqualTo(FailureKind.FAILURE_KIND_OUT_OF_SEQUENCE);
        assertThat(reply.getFailure().getMessage()).isNotBlank();
        assertThat(stream.end().isOk()).isTrue();
    }
}
