package io.leeway.bridge.server;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.leeway.proto.env.v1.Attach;
import io.leeway.proto.env.v1.DataType;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.Reset;
import io.leeway.proto.env.v1.Seed;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.Step;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.proto.env.v1.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One stream, by hand: what is sent and read, and when. */
final class WireStream {
    private static final long PATIENCE_SECONDS = 30;

    private final ClientCall<SessionRequest, SessionResponse> call;
    private final LinkedBlockingQueue<SessionResponse> replies = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    /** Opens a stream that reads by itself, or only when told. */
    WireStream(Channel channel, boolean reading) {
        call = channel.newCall(EnvironmentServiceGrpc.getSessionMethod(), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(SessionResponse message) {
                        replies.add(message);
                        if (reading) {
                            call.request(1);
                        }
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status);
                    }
                },
                new Metadata());
        if (reading) {
            call.request(1);
        }
    }

    static SessionRequest attaching(MakeResponse made, long acknowledged) {
        return SessionRequest.newBuilder()
                .setAcknowledged(acknowledged)
                .setAttach(
                        Attach.newBuilder().setSessionId(made.getSessionId()).setSessionToken(made.getSessionToken()))
                .build();
    }

    static SessionRequest reset(long sequence, long acknowledged, int count, long seed) {
        Reset.Builder reset = Reset.newBuilder();
        for (int i = 0; i < count; i++) {
            reset.addSeeds(Seed.newBuilder().setValue(seed + i));
        }
        return SessionRequest.newBuilder()
                .setSequence(sequence)
                .setAcknowledged(acknowledged)
                .setReset(reset)
                .build();
    }

    static SessionRequest step(long sequence, long acknowledged, int count, double action) {
        return SessionRequest.newBuilder()
                .setSequence(sequence)
                .setAcknowledged(acknowledged)
                .setStep(Step.newBuilder().setActions(batch(count, 1, action)))
                .build();
    }

    /** Returns rows of the same number. */
    static Value batch(int rows, int width, double value) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * rows * width).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putDouble(value);
        }
        return Value.newBuilder()
                .setTensor(Tensor.newBuilder()
                        .setType(DataType.DATA_TYPE_FLOAT64)
                        .addShape(rows)
                        .addShape(width)
                        .setData(ByteString.copyFrom(bytes.flip())))
                .build();
    }

    /** Returns the first number of a batch. */
    static double first(Value value) {
        return value.getTensor()
                .getData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getDouble();
    }

    void send(SessionRequest request) {
        call.sendMessage(request);
    }

    /** Lets so many replies come, where the stream does not read by itself. */
    void read(int count) {
        call.request(count);
    }

    /** Returns the next reply. */
    SessionResponse receive() {
        SessionResponse reply = receive(PATIENCE_SECONDS * 1000);
        if (reply == null) {
            throw new AssertionError("No reply came" + (end.isDone() ? ", the stream ended with " + end.join() : ""));
        }
        return reply;
    }

    /** Returns the next reply, or null if none comes within so many milliseconds. */
    @Nullable
    SessionResponse receive(long milliseconds) {
        try {
            return replies.poll(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Sends a request and returns the next reply. */
    SessionResponse exchange(SessionRequest request) {
        send(request);
        return receive();
    }

    /** Waits for the stream's end. */
    Status end() {
        try {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | java.util.concurrent.ExecutionException late) {
            throw new AssertionError("The stream does not end", late);
        }
    }

    boolean ended() {
        return end.isDone();
    }

    void halfClose() {
        call.halfClose();
    }

    /** Breaks the stream. */
    void cancel() {
        call.cancel("broken by a test", null);
    }
}
