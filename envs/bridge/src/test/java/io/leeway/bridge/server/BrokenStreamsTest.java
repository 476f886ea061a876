package io.leeway.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.SessionResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client whose streams break all the time, and which says everything twice, sees the steps of one that has no
 * trouble.
 */
@Timeout(180)
class BrokenStreamsTest {
    private static final int STEPS = 2000;
    private static final int DEPTH = 8;

    private final Random random = new Random(11);
    private final List<Double> seen = new ArrayList<>();
    private long received;
    private int streams;

    @Test
    void everyStepIsMadeOnceAndEveryReplyComes() {
        PlaygroundEnvironments environments = new PlaygroundEnvironments();
        try (RunningServer server = new GrpcEnvironmentServer(
                                new ServerSettings().set("pipelineDepth", DEPTH).build())
                        .start(environments);
                WireClient client = WireClient.to(server)) {
            MakeResponse made = client.make(1);
            while (received < STEPS + 1) {
                converse(client.attach(made, received));
            }
            assertThat(environments.steps.get()).isEqualTo(STEPS);
        }
        assertThat(streams).as("streams").isGreaterThan(50);
        for (int i = 0; i <= STEPS; i++) {
            assertThat(seen.get(i)).isEqualTo(i);
        }
    }

    /** Sends and receives for a while, and breaks off. */
    private void converse(WireStream stream) {
        streams++;
        long sent = stream.receive().getAttached().getLastSequence();
        assertThat(sent).isGreaterThanOrEqualTo(received);
        int exchanges = random.nextInt(60);
        for (int i = 0; i < exchanges && received < STEPS + 1; i++) {
            while (sent < STEPS + 1 && sent - received < DEPTH && random.nextInt(4) > 0) {
                sent++;
                request(stream, sent);
                if (random.nextInt(5) == 0) {
                    request(stream, sent);
                }
            }
            if (received < sent) {
                receive(stream);
            }
        }
        stream.cancel();
    }

    private void request(WireStream stream, long sequence) {
        stream.send(sequence == 1 ? WireStream.reset(1, 0, 1, 0) : WireStream.step(sequence, received, 1, 1));
    }

    private void receive(WireStream stream) {
        SessionResponse reply = stream.receive();
        if (reply.getSequence() == received) {
            return;
        }
        received++;
        assertThat(reply.getSequence()).isEqualTo(received);
        seen.add(WireStream.first(
                reply.hasReset()
                        ? reply.getReset().getObservations()
                        : reply.getStep().getObservations()));
    }
}
