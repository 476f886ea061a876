package io.leeway.bridge.client;

import io.grpc.Status;
import io.leeway.proto.env.v1.Attach;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of one session and brings their replies, one at a time, over as many streams as it takes.
 *
 * <p>A stream that breaks, or that is silent for half of the time that a request may take, is replaced by another: the
 * server says how far it came, sends again what was not received, and is sent what it has not had, under the same numbers. No
 * request is ever executed twice. Not safe for several threads.
 */
final class SessionLink {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLink.class);
    private static final long FIRST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Connection connection;
    private final MakeResponse session;
    private final String instance;
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
        this.instance = instance;
        Patience patience = connection.endpoint().patience();
        reconnectNanos = Math.min(patience.reconnect().toNanos(), resume.toNanos());
        stepNanos = patience.step().toNanos();
    }

    /** Opens the first stream. No answer is waited for: the server works off what follows in order. */
    void attach() {
        open();
    }

    private ReplyStream open() {
        ReplyStream open = stream;
        if (open == null) {
            open = new ReplyStream(connection.channel(), attachment());
            stream = open;
        }
        return open;
    }

    /** Sends a request; {@link #take} brings its reply. */
    void send(SessionRequest.Builder command) {
        if (over != null) {
            throw again(over);
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
            throw over == null ? new IllegalStateException("Nothing was sent") : again(over);
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
                throw end(lost("answered request " + current.ahead() + " while " + request.getSequence()
                        + " was the last one sent: client and server disagree"));
            } else if (current != null && current.end() == null && System.nanoTime() >= deadline) {
                throw end(timeout());
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

    /** Replaces the stream by one on which the reply to the request will come; returns the reply if it came first of all. */
    private @Nullable SessionResponse reattach(SessionRequest request, boolean silent, long patience)
            throws InterruptedException {
        ReplyStream broken = stream;
        Status why = silent || broken == null ? null : broken.end();
        if (why != null && !CallFailures.passes(why)) {
            throw end(new CallFailures(connection.endpoint()).explain("the session", why, why.getCause()));
        }
        if (broken != null) {
            broken.cancel("replaced");
        }
        if (patience <= 0) {
            throw end(broken(why));
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
            ReplyStream next = new ReplyStream(connection.channel(), attachment());
            next.expect(request.getSequence());
            stream = next;
            long answer = Math.min(
                    until,
                    System.nanoTime()
                            + connection.endpoint().patience().connect().toNanos());
            SessionResponse greeting = next.await(answer);
            if (greeting != null) {
                return resume(next, greeting, request);
            }
            Status end = next.end();
            next.cancel("replaced");
            if (end != null && !CallFailures.passes(end)) {
                throw end(new CallFailures(connection.endpoint()).explain("attaching again", end, end.getCause()));
            }
            if (end == null) {
                connection.renew();
            }
            if (System.nanoTime() + pause >= until) {
                throw end(broken(end == null ? why : end));
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
            throw end(lost("says that it came to request " + last + ", but has answered " + received + " and was sent "
                    + request.getSequence() + ": client and server disagree"));
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
        String text = connection.endpoint().shown() + ": " + failure.getMessage();
        return switch (failure.getKind()) {
            case FAILURE_KIND_ENVIRONMENT_ERROR -> new EnvironmentException(Kind.ENVIRONMENT_ERROR, text);
            case FAILURE_KIND_TIMEOUT -> new EnvironmentException(Kind.TIMEOUT, text);
            case FAILURE_KIND_WORKER_LOST -> new EnvironmentException(Kind.LOST_SESSION, text);
            case FAILURE_KIND_BAD_REQUEST -> new IllegalArgumentException(text);
            case FAILURE_KIND_RESOURCE_EXHAUSTED, FAILURE_KIND_UNSUPPORTED -> new io.leeway.spi.LeewayException(text);
            case FAILURE_KIND_SESSION_LOST, FAILURE_KIND_OUT_OF_SEQUENCE, FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                end(new EnvironmentException(
                        Kind.LOST_SESSION,
                        text + (failure.getKind() == FailureKind.FAILURE_KIND_SESSION_LOST ? restarted() : "")
                                + ". Make new environments and play the episodes again"));
        };
    }

    private String restarted() {
        try {
            return connection.handshake().getInstance().equals(instance)
                    ? ""
                    : " (the server was started again since, and its sessions are gone)";
        } catch (RuntimeException unreachable) {
            return "";
        }
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

    private RuntimeException broken(@Nullable Status why) {
        if (why == null || why.isOk()) {
            return lost("ended the session's stream, and it could not be resumed within "
                    + Duration.ofNanos(reconnectNanos).toMillis() + " ms");
        }
        RuntimeException cause = new CallFailures(connection.endpoint()).explain("the session", why, why.getCause());
        return new EnvironmentException(
                Kind.LOST_SESSION,
                "The session of " + connection.endpoint().shown() + " broke and could not be resumed within "
                        + Duration.ofNanos(reconnectNanos).toMillis() + " ms: " + cause.getMessage(),
                cause);
    }

    private EnvironmentException lost(String what) {
        return new EnvironmentException(
                Kind.LOST_SESSION,
                "The server of " + connection.endpoint().shown() + " " + what
                        + ". Make new environments and play the episodes again");
    }

    private EnvironmentException timeout() {
        return new EnvironmentException(
                Kind.TIMEOUT,
                connection.endpoint().shown() + " gave no answer within "
                        + Duration.ofNanos(stepNanos).toMillis()
                        + " ms, which is step-timeout; the session was given up. Look at the server's log, or allow more time");
    }

    /** Says again why the session is over, from where it is noticed now. */
    private RuntimeException again(RuntimeException first) {
        return new EnvironmentException(
                Kind.LOST_SESSION,
                "The session of " + connection.endpoint().shown() + " is over, make new environments: "
                        + first.getMessage(),
                first);
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
