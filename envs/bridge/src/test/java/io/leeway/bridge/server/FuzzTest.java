package io.leeway.bridge.server;

import static io.leeway.bridge.server.WireStream.reset;
import static io.leeway.bridge.server.WireStream.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.MakeResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged messages: the server neither fails, hangs, leaks nor grows, and serves a valid session afterwards. */
class FuzzTest {
    private static final Bytes BYTES = new Bytes();
    private static final long MOST_GROWTH = 20 << 20;

    @Test
    @Timeout(240)
    void survivesDamagedMessages() {
        survive(5_000, 1);
    }

    @Test
    @Tag("full")
    @Timeout(1800)
    void survivesManyDamagedMessages() {
        survive(100_000, 2);
    }

    private static void survive(int messages, long seed) {
        PlaygroundEnvironments environments = new PlaygroundEnvironments(2);
        try (RunningServer server = new GrpcEnvironmentServer(new ServerSettings()
                                .set("maxEnvironments", 400)
                                .set("maxEnvironmentsPerSession", 100)
                                .set("maxSessions", 8)
                                .set("resumeSeconds", 0.5)
                                .set("maxMessageBytes", 1 << 18)
                                .set("maxTensorBytes", 1 << 17)
                                .set("maxRendersPerSecond", 1000.0)
                                .build())
                        .start(environments);
                WireClient client = WireClient.to(server);
                WireClient other = WireClient.to(server)) {
            MakeResponse victim = client.calls()
                    .make(WireClient.asking(2).setRenderMode("rgb_array").build());
            DamagedMessages damaged = new DamagedMessages(victim, new Random(seed));
            WireStream steady = begin(other, other.make(2));
            Map<Status.Code, Integer> ends = new EnumMap<>(Status.Code.class);
            int sent = 0;
            long sequence = 1;
            long before = 0;
            while (sent < messages) {
                if (before == 0 && sent > messages / 5) {
                    before = usedBytes();
                }
                DamagedMessages.Conversation next = damaged.next();
                sent += next.messages().size();
                Status status = hold(client, next);
                ends.merge(status.getCode(), 1, Integer::sum);
                assertThat(status.toString())
                        .as("a stack trace")
                        .doesNotContain("\tat ")
                        .doesNotContain("Exception:");
                if (sent % 50 == 0) {
                    sequence++;
                    assertThat(steady.exchange(step(sequence, sequence - 1, 2, 1))
                                    .hasStep())
                            .as("another client's step after " + sent + " messages")
                            .isTrue();
                }
            }
            assertThat(ends.keySet()).as(ends.toString()).hasSizeGreaterThan(2);
            assertThat(usedBytes() - before)
                    .as("bytes more than the " + before + " after a fifth of the messages")
                    .isLessThan(MOST_GROWTH);
            steady.halfClose();
            assertThat(steady.end().isOk()).isTrue();
            awaitNoneOpen(environments);
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("threads left behind")
                    .noneMatch(thread -> thread.getName().startsWith("leeway-session"));
            MakeResponse fresh = client.make(3);
            WireStream stream = client.attach(fresh, 0);
            stream.receive();
            stream.exchange(reset(1, 0, 3, 5));
            assertThat(WireStream.first(
                            stream.exchange(step(2, 1, 3, 2)).getStep().getObservations()))
                    .isEqualTo(7);
        }
        assertThat(environments.open.get()).isZero();
    }

    /** Returns what is held after everything else was let go. */
    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static WireStream begin(WireClient client, MakeResponse made) {
        WireStream stream = client.attach(made, 0);
        stream.receive();
        stream.exchange(reset(1, 0, 2, 1));
        return stream;
    }

    private static void awaitNoneOpen(PlaygroundEnvironments environments) {
        try {
            for (int i = 0; i < 400 && environments.open.get() > 0; i++) {
                Thread.sleep(50);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(environments.open.get()).as("sessions left behind").isZero();
    }

    /** Sends a call's messages, and waits for its end. */
    private static Status hold(WireClient client, DamagedMessages.Conversation conversation) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(
                        conversation.streaming()
                                ? MethodDescriptor.MethodType.BIDI_STREAMING
                                : MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(
                        EnvironmentServiceGrpc.SERVICE_NAME, conversation.method()))
                .setRequestMarshaller(BYTES)
                .setResponseMarshaller(BYTES)
                .build();
        CompletableFuture<Status> end = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call =
                client.channel().newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status);
                    }
                },
                new Metadata());
        call.request(1000);
        List<byte[]> messages = new ArrayList<>(conversation.messages());
        messages.forEach(call::sendMessage);
        call.halfClose();
        Status status = end.join();
        assertThat(status.getCode()).as("%s hangs", conversation.method()).isNotEqualTo(Status.Code.DEADLINE_EXCEEDED);
        return status;
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
