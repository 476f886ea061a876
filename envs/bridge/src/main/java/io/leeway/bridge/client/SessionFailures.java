package io.leeway.bridge.client;

import io.grpc.Status;
import io.leeway.bridge.client.connection.Connection;
import io.leeway.bridge.text.PlainText;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The failures of a session's requests: why one failed, or the session is over, and what to do. */
final class SessionFailures {
    private final Connection connection;
    private final String instance;
    private final Duration reconnect;

    /**
     * Speaks of one session.
     *
     * @param instance the server's, by its handshake
     * @param reconnect how long a broken stream is tried to be replaced
     */
    SessionFailures(Connection connection, String instance, Duration reconnect) {
        this.connection = connection;
        this.instance = instance;
        this.reconnect = reconnect;
    }

    /** Returns whether a failure ends the session. */
    static boolean isEnd(FailureKind kind) {
        return switch (kind) {
            case FAILURE_KIND_SESSION_LOST, FAILURE_KIND_OUT_OF_SEQUENCE, FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                true;
            default -> false;
        };
    }

    /** Returns what to throw for a failure that the server tells. */
    RuntimeException told(Failure failure) {
        String text = shown() + ": " + PlainText.lines(failure.getMessage());
        return switch (failure.getKind()) {
            case FAILURE_KIND_ENVIRONMENT_ERROR -> new EnvironmentException(Kind.ENVIRONMENT_ERROR, text);
            case FAILURE_KIND_TIMEOUT -> new EnvironmentException(Kind.TIMEOUT, text);
            case FAILURE_KIND_WORKER_LOST -> new EnvironmentException(Kind.LOST_SESSION, text);
            case FAILURE_KIND_BAD_REQUEST -> new IllegalArgumentException(text);
            case FAILURE_KIND_RESOURCE_EXHAUSTED, FAILURE_KIND_UNSUPPORTED -> new LeewayException(text);
            case FAILURE_KIND_SESSION_LOST, FAILURE_KIND_OUT_OF_SEQUENCE, FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                new EnvironmentException(
                        Kind.LOST_SESSION,
                        text + (failure.getKind() == FailureKind.FAILURE_KIND_SESSION_LOST ? restarted() : "")
                                + ". Make new environments and play the episodes again");
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

    /** Returns what to throw where another stream is in vain. */
    RuntimeException refused(String what, Status why) {
        return connection.failures().explain(what, why, why.getCause());
    }

    /** Returns what to throw where the server ended the session, and said why. */
    EnvironmentException ended(Status why) {
        String text = why.getDescription() == null ? "no reason was given" : PlainText.lines(why.getDescription());
        return new EnvironmentException(
                Kind.LOST_SESSION,
                shown() + ": the session has ended: " + text + ". Make new environments and play the episodes again");
    }

    /** Returns what to throw where no stream could be attached in time. */
    RuntimeException broken(@Nullable Status why) {
        if (why == null || why.isOk()) {
            return lost(
                    "ended the session's stream, and it could not be resumed within " + reconnect.toMillis() + " ms");
        }
        RuntimeException cause = refused("the session", why);
        return new EnvironmentException(
                Kind.LOST_SESSION,
                "The session of " + shown() + " broke and could not be resumed within " + reconnect.toMillis() + " ms: "
                        + cause.getMessage(),
                cause);
    }

    /** Returns what to throw where the server did something that ends the session. */
    EnvironmentException lost(String what) {
        return new EnvironmentException(
                Kind.LOST_SESSION,
                "The server of " + shown() + " " + what + ". Make new environments and play the episodes again");
    }

    /** Returns what to throw where there is no answer. */
    EnvironmentException timeout() {
        return new EnvironmentException(
                Kind.TIMEOUT,
                shown() + " gave no answer within "
                        + connection.endpoint().timeouts().step().toMillis()
                        + " ms, which is step-timeout; the session was given up. Look at the server's log, or allow"
                        + " more time");
    }

    /** Says again why the session is over, from where it is noticed now. */
    RuntimeException again(RuntimeException first) {
        return new EnvironmentException(
                Kind.LOST_SESSION,
                "The session of " + shown() + " is over, make new environments: " + first.getMessage(),
                first);
    }

    private String shown() {
        return connection.endpoint().shown();
    }
}
