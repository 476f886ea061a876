package io.leeway.bridge.client;

import io.grpc.Status;
import io.leeway.bridge.client.connection.CallFailures;
import io.leeway.bridge.client.connection.Connection;
import io.leeway.bridge.client.connection.Timeouts;
import io.leeway.proto.env.v1.Attach;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one session, which sends requests and brings their replies, one at a time, over as many streams as it
 * takes.
 *
 * <p>A stream that breaks, or that is silent for half of the time that a request may take, is replaced by another: the
 * server says how far it came, sends again what was not received, and is sent what it has not had, under the same
 * numbers. No request is ever executed twice. Not safe for several threads.
 */
final class SessionLink {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLink.class);
    private static final long FIRST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Connection connection;
    private final MakeResponse session;
    private final SessionFailures failures;
    private final long reconnectNanos;
    private final long stepNanos;
    private @Nullable ReplyStream stream;
    private @Nullable SessionRequest pending;
    private boolean greeted;
    private long received;
    private @Nullable RuntimeException over;

    /**
     * Attaches to a session.
     *
     * @param instance the server's, by its handshake
     * @param resume how long the server keeps a session without a stream; 0 where it does not
     */
    SessionLink(Connection connection, MakeResponse session, String instance, Duration resume) {
        this.connection = connection;
        this.session = session;
        Timeouts timeouts = connection.endpoint().timeouts();
        reconnectNanos = Math.min(timeouts.reconnect().toNanos(), resume.toNanos());
        stepNanos = timeouts.step().toNanos();
        failures = new SessionFailures(connection, instance, Duration.ofNanos(reconnectNanos));
    }

    /** Opens the first stream. No answer is waited for: the server works off what follows in order. */
    void attach() {
        open();
    }

    private ReplyStream open() {
        ReplyStream open = stream;
        if (open == null) {
            open = new ReplyStream(connection.channel(), attachment(), 0);
            stream = open;
        }
        return open;
    }

    /** Sends a request; {@link #take} brings its reply. */
    void send(SessionRequest.Builder command) {
        if (over != null) {
            throw failures.again(over);
        }
        if (pending != null) {
            throw new IllegalStateException(
                    "The outcome of the last step of " + connection.endpoint().shown() + " was not taken yet");
        }
        SessionRequest request =
                command.setSequence(received + 1).setAcknowledged(received).build();
        pending = request;
        open().send(request);
    }

    /** Waits for the reply to the request that was sent. */
    SessionResponse take() {
        SessionRequest request = pending;
        if (request == null) {
            throw over == null ? new IllegalStateException("Nothing was sent") : failures.again(over);
        }
        try {
            SessionResponse reply = exchange(request);
            pending = null;
            received = request.getSequence();
            return reply;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw end(new CancellationException(
                    "Interrupted while waiting for " + connection.endpoint().shown()));
        }
    }

    private SessionResponse exchange(SessionRequest request) throws InterruptedException {
        long began = System.nanoTime();
        long deadline = began + stepNanos + GRACE.toNanos();
        boolean mayRenew = reconnectNanos > 0;
        long reconnecting = 0;
        while (true) {
            ReplyStream current = stream;
            SessionResponse reply = current == null ? null : current.await(mayRenew ? began + stepNanos / 2 : deadline);
            if (reply != null && reply.getSequence() == 0) {
                greeting(reply, request);
            } else if (reply != null) {
                return reply;
            } else if (current != null && current.ahead() >= 0) {
                throw end(failures.lost("answered request " + current.ahead() + " while " + request.getSequence()
                        + " was the last one sent: client and server disagree"));
            } else if (current != null && current.end() == null && System.nanoTime() >= deadline) {
                throw end(failures.timeout());
            } else {
                boolean silent = current != null && current.end() == null;
                mayRenew &= !silent;
                long broke = System.nanoTime();
                SessionResponse already = reattach(request, silent, reconnectNanos - reconnecting);
                if (already != null) {
                    return already;
                }
                reconnecting += System.nanoTime() - broke;
                deadline = silent ? deadline : System.nanoTime() + stepNanos + GRACE.toNanos();
            }
        }
    }

    /** Takes note of what came outside the numbers: that the stream is attached, or why it is not. */
    private void greeting(SessionResponse reply, SessionRequest request) {
        if (reply.hasFailure()) {
            throw end(failure(reply.getFailure()));
        }
        if (!greeted) {
            greeted = true;
            checkProgress(reply, request);
        }
    }

    /**
     * Replaces the stream by one on which the reply to the request will come; returns the reply if it came first of
     * all.
     */
    private @Nullable SessionResponse reattach(SessionRequest request, boolean silent, long patience)
            throws InterruptedException {
        ReplyStream broken = stream;
        Status why = silent || broken == null ? null : broken.end();
        if (why != null && !CallFailures.passes(why)) {
            throw end(failures.refused("the session", why));
        } else if (broken != null && why != null && broken.isOver()) {
            throw end(failures.ended(why));
        }
        if (broken != null) {
            broken.cancel("replaced");
        }
        if (patience <= 0) {
            throw end(failures.broken(why));
        }
        LOG.warn(
                "{}: {}; attaching again",
                connection.endpoint().shown(),
                why == null ? "no answer" : "the stream broke (" + why.getCode() + ")");
        long until = System.nanoTime() + patience;
        if (silent) {
            connection.renew();
        }
        for (long pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            connection.prod();
            ReplyStream next = new ReplyStream(connection.channel(), attachment(), request.getSequence());
            stream = next;
            long answer = Math.min(
                    until,
                    System.nanoTime()
                            + connection.endpoint().timeouts().connect().toNanos());
            SessionResponse greeting = next.await(answer);
            if (greeting != null) {
                return resume(next, greeting, request);
            }
            Status end = next.end();
            next.cancel("replaced");
            if (end != null && !CallFailures.passes(end)) {
                throw end(failures.refused("attaching again", end));
            }
            if (end == null) {
                connection.renew();
            }
            if (System.nanoTime() + pause >= until) {
                throw end(failures.broken(end == null ? why : end));
            }
            Thread.sleep(pause / 1_000_000);
        }
    }

    private @Nullable SessionResponse resume(ReplyStream next, SessionResponse greeting, SessionRequest request) {
        if (greeting.getSequence() == request.getSequence()) {
            return greeting;
        }
        if (greeting.hasFailure()) {
            throw end(failure(greeting.getFailure()));
        }
        greeted = true;
        checkProgress(greeting, request);
        if (greeting.getAttached().getLastSequence() < request.getSequence()) {
            next.send(request);
        }
        return null;
    }

    private void checkProgress(SessionResponse greeting, SessionRequest request) {
        long last = greeting.getAttached().getLastSequence();
        if (!greeting.hasAttached() || last < received || last > request.getSequence()) {
            throw end(failures.lost("says that it came to request " + last + ", but has answered " + received
                    + " and was sent " + request.getSequence() + ": client and server disagree"));
        }
    }

    private SessionRequest attachment() {
        return SessionRequest.newBuilder()
                .setAcknowledged(received)
                .setAttach(Attach.newBuilder()
                        .setSessionId(session.getSessionId())
                        .setSessionToken(session.getSessionToken()))
                .build();
    }

    /** Returns what to throw for a failure that the server tells; one that ends the session is remembered. */
    RuntimeException failure(Failure failure) {
        RuntimeException told = failures.told(failure);
        return SessionFailures.isEnd(failure.getKind()) ? end(told) : told;
    }

    /** Returns whether the session is over. */
    boolean isOver() {
        return over != null;
    }

    private RuntimeException end(RuntimeException why) {
        over = why;
        pending = null;
        if (stream != null) {
            stream.cancel("given up");
        }
        return why;
    }

    /** Ends the stream. */
    void close() {
        if (stream != null) {
            if (over == null && pending == null) {
                stream.halfClose();
            } else {
                stream.cancel("closed");
            }
            stream = null;
        }
        if (over == null) {
            over = new IllegalStateException("it was closed");
        }
        pending = null;
    }
}
