package io.leeway.bridge.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a session. One thread sends and waits; replies arrive on the network's own thread, which leaves them in
 * a slot and wakes the other: no queue and no thread between.
 */
final class ReplyStream extends ClientCall.Listener<SessionResponse> {
    private static final Metadata.Key<String> SESSION =
            Metadata.Key.of("leeway-session", Metadata.ASCII_STRING_MARSHALLER);

    private final ClientCall<SessionRequest, SessionResponse> call;
    private volatile long awaited;
    private volatile @Nullable SessionResponse greeting;
    private volatile @Nullable SessionResponse slot;
    private volatile @Nullable Status end;
    private volatile boolean over;
    private volatile long ahead = -1;
    private volatile @Nullable Thread waiter;

    /**
     * Opens a stream with its first request, which is the attach.
     *
     * @param awaited the request that was sent on another stream and whose reply is to come on this one, or 0: the
     *     reply may be the first thing that comes
     */
    @SuppressWarnings("this-escape") // the network's thread sees nothing of this before start
    ReplyStream(Channel channel, SessionRequest attach, long awaited) {
        this.awaited = awaited;
        call = channel.newCall(
                EnvironmentServiceGrpc.getSessionMethod(),
                CallOptions.DEFAULT.withMaxOutboundMessageSize(Integer.MAX_VALUE));
        call.start(this, new Metadata());
        call.request(1);
        call.sendMessage(attach);
    }

    void send(SessionRequest request) {
        awaited = request.getSequence();
        if (end == null) {
            call.sendMessage(request);
        }
    }

    @Override
    public void onMessage(SessionResponse message) {
        long expected = awaited;
        if (message.getSequence() == 0) {
            greeting = message;
        } else if (message.getSequence() == expected) {
            slot = message;
        } else if (message.getSequence() > expected) {
            ahead = message.getSequence();
        }
        LockSupport.unpark(waiter);
        call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        over = "ended".equals(trailers.get(SESSION));
        end = status;
        LockSupport.unpark(waiter);
    }

    /**
     * Waits for the awaited reply, the stream's end, or a time.
     *
     * @param until as {@link System#nanoTime}
     * @return the reply, or what comes outside the numbers, or null if the stream ended, went wrong, or the time has
     *     come
     */
    @Nullable
    SessionResponse await(long until) throws InterruptedException {
        waiter = Thread.currentThread();
        try {
            while (true) {
                boolean ended = end != null;
                SessionResponse next = next();
                if (next != null) {
                    return next;
                }
                long left = until - System.nanoTime();
                if (ended || ahead >= 0 || left <= 0) {
                    return null;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiter = null;
        }
    }

    /** Returns that the stream is attached, or else the reply, or else why there will be none. */
    private @Nullable SessionResponse next() {
        SessionResponse first = greeting;
        SessionResponse reply = slot;
        if (reply != null && reply.getSequence() == awaited && (first == null || first.hasFailure())) {
            slot = null;
            return reply;
        }
        if (first != null) {
            greeting = null;
        }
        return first;
    }

    /** Returns why the stream ended, or null while it goes on. */
    @Nullable
    Status end() {
        return end;
    }

    /** Returns whether the stream ended with its session, so that another is in vain. */
    boolean isOver() {
        return over;
    }

    /** Returns the number of a reply to a request that was never sent, or -1. */
    long ahead() {
        return ahead;
    }

    /** Ends the stream in order. */
    void halfClose() {
        if (end == null) {
            call.halfClose();
        }
    }

    /** Ends the stream at once; what it still brings is lost. */
    void cancel(String why) {
        call.cancel(why, null);
    }
}
