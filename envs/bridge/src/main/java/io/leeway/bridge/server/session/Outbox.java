package io.leeway.bridge.server.session;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.leeway.proto.env.v1.SessionResponse;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a stream still owes its client, in order. Not safe for several threads.
 *
 * <p>A reply is handed to the transport only when that asks for more, and a further request is read only once a reply
 * was handed over: a client that does not read stops the server, and never grows it.
 */
final class Outbox {
    private static final Metadata.Key<String> SESSION =
            Metadata.Key.of("leeway-session", Metadata.ASCII_STRING_MARSHALLER);

    private final ServerCallStreamObserver<SessionResponse> call;
    private final ReplyLog log;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private @Nullable Status end;
    private boolean closed;

    /**
     * One message to send.
     *
     * @param sequence of the reply that is sent as soon as it is in the log
     * @param message what is sent, where it is known already
     * @param answers whether it answers a request of this stream, so that another may be read
     */
    private record Entry(long sequence, @Nullable SessionResponse message, boolean answers) {}

    Outbox(ServerCallStreamObserver<SessionResponse> call, ReplyLog log) {
        this.call = call;
        this.log = log;
    }

    /** Sends the reply to a request of this stream, once there is one. */
    void answer(long sequence) {
        add(new Entry(sequence, log.reply(sequence), true));
    }

    /** Sends a message that is no reply of the log, as the answer to a request of this stream. */
    void answer(SessionResponse message) {
        add(new Entry(0, message, true));
    }

    /** Sends the reply to a request of an earlier stream, once there is one. */
    void sendAgain(long sequence) {
        add(new Entry(sequence, log.reply(sequence), false));
    }

    /** Sends a message that nobody asked for. */
    void send(SessionResponse message) {
        add(new Entry(0, message, false));
    }

    private void add(Entry entry) {
        if (end == null) {
            entries.add(entry);
        }
    }

    /** Ends the stream after what is owed; nothing is added from now on. */
    void endWith(Status status) {
        if (end == null) {
            end = status;
        }
    }

    /** Sends what there is, as far as the client reads. */
    void pump() {
        while (!closed && !entries.isEmpty() && call.isReady()) {
            Entry entry = entries.getFirst();
            SessionResponse message = entry.message() == null ? log.reply(entry.sequence()) : entry.message();
            if (message == null && entry.sequence() > log.executed()) {
                return;
            }
            entries.removeFirst();
            if (message != null) {
                call.onNext(message);
            }
            if (entry.answers() && end == null) {
                call.request(1);
            }
        }
        if (!closed && end != null && entries.isEmpty()) {
            close(end);
        }
    }

    /** Sends what is owed, as far as the client reads, and ends the stream with word that the session has ended. */
    void closeWithSession(Status status) {
        pump();
        Metadata trailers = new Metadata();
        trailers.put(SESSION, "ended");
        close(status, trailers);
    }

    /** Ends the stream at once. */
    void close(Status status) {
        close(status, new Metadata());
    }

    private void close(Status status, Metadata trailers) {
        if (closed) {
            return;
        }
        closed = true;
        entries.clear();
        if (status.isOk()) {
            call.onCompleted();
        } else {
            call.onError(status.asRuntimeException(trailers));
        }
    }

    /** Returns whether the stream has ended, or will after what is owed. */
    boolean ending() {
        return closed || end != null;
    }

    boolean closed() {
        return closed;
    }
}
