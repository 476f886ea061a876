package io.leeway.bridge.server;

import static io.leeway.bridge.server.WireStream.reset;
import static io.leeway.bridge.server.WireStream.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.SessionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that sends and does not read. */
@Timeout(300)
class SlowConsumerTest {
    /** Of one reply: 8 MiB. */
    private static final int NUMBERS = 1 << 20;

    /** 400 replies of 8 MiB are more than this program may have: they cannot all be held. */
    @Test
    void repliesWaitAtTheServerWithinThePipelineAlone() {
        PlaygroundEnvironments environments = new PlaygroundEnvironments(NUMBERS);
        try (RunningServer server = new GrpcEnvironmentServer(
                                new ServerSettings().set("pipelineDepth", 4).build())
                        .start(environments);
                WireClient client = WireClient.to(server)) {
            MakeResponse made = client.make(1);
            WireStream stream = new WireStream(client.channel(), false);
            stream.send(WireStream.attaching(made, 0));
            stream.send(reset(1, 0, 1, 1));
            for (int sequence = 2; sequence <= 400; sequence++) {
                stream.send(step(sequence, Math.max(0, sequence - 5), 1, 1));
                stream.send(step(sequence, Math.max(0, sequence - 5), 1, 1));
            }
            stream.read(2);
            assertThat(stream.receive().hasAttached()).isTrue();
            assertThat(stream.receive().hasReset()).isTrue();
            assertThat(stream.receive(500)).isNull();
            assertThat(environments.steps.get()).as("steps ahead of the reader").isLessThanOrEqualTo(4);
            stream.cancel();
            WireStream next = client.attach(made, 1);
            long last = next.receive().getAttached().getLastSequence();
            for (long sequence = 2; sequence <= last; sequence++) {
                assertThat(next.receive().getSequence()).isEqualTo(sequence);
            }
            SessionResponse reply = next.exchange(step(last + 1, last, 1, 1));
            assertThat(WireStream.first(reply.getStep().getObservations())).isEqualTo(1.0 + last);
        }
    }

    /** Refusals are not kept: each waits until it is read, and then the session goes on. */
    @Test
    void everyRefusalIsAnswered() {
        PlaygroundEnvironments environments = new PlaygroundEnvironments();
        try (RunningServer server = new GrpcEnvironmentServer(
                                new ServerSettings().set("pipelineDepth", 1).build())
                        .start(environments);
                WireClient client = WireClient.to(server)) {
            MakeResponse made = client.make(1);
            WireStream stream = new WireStream(client.channel(), false);
            stream.send(WireStream.attaching(made, 0));
            stream.send(reset(1, 0, 1, 1));
            int refusals = 20_000;
            for (int i = 0; i < refusals; i++) {
                stream.send(step(2, 0, 1, 1));
            }
            stream.read(2 + refusals);
            assertThat(stream.receive().hasAttached()).isTrue();
            assertThat(stream.receive().hasReset()).isTrue();
            for (int i = 0; i < refusals; i++) {
                assertThat(stream.receive().getFailure().getMessage()).contains("pipeline-depth");
            }
            stream.read(1);
            assertThat(stream.exchange(step(2, 1, 1, 1)).hasStep()).isTrue();
            assertThat(environments.steps.get()).isEqualTo(1);
        }
    }
}
