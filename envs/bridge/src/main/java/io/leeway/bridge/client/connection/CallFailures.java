package io.leeway.bridge.client.connection;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.leeway.bridge.text.PlainText;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The meaning of failed calls: what was wrong, where, and what to do. */
public final class CallFailures {
    private final Endpoint endpoint;
    private final boolean met;

    /**
     * Creates what explains failures with one server.
     *
     * @param met whether it has answered before
     */
    public CallFailures(Endpoint endpoint, boolean met) {
        this.endpoint = endpoint;
        this.met = met;
    }

    /** Returns what to throw for a failed call. */
    public RuntimeException explain(String what, StatusRuntimeException failure) {
        StatusRuntimeException named = named(failure);
        return explain(what, named.getStatus(), named);
    }

    /** Gives a connection that closed just before the call was written its code; gRPC says UNKNOWN then. */
    private static StatusRuntimeException named(StatusRuntimeException failure) {
        for (Throwable at = failure.getStatus().getCause(); at != null; at = at.getCause()) {
            if (at instanceof ClosedChannelException) {
                return Status.UNAVAILABLE
                        .withDescription(failure.getStatus().getDescription())
                        .withCause(failure)
                        .asRuntimeException();
            }
        }
        return failure;
    }

    /**
     * Returns what to throw for a status.
     *
     * @param what was tried, such as "the handshake"
     */
    public RuntimeException explain(String what, Status status, @Nullable Throwable failure) {
        if (Thread.currentThread().isInterrupted() && status.getCode() == Status.Code.CANCELLED) {
            return new CancellationException("Interrupted during " + what + " with " + endpoint.shown());
        }
        String text =
                status.getDescription() == null ? "no reason was given" : PlainText.lines(status.getDescription());
        RuntimeException foreign = foreign(status, failure);
        if (foreign != null) {
            return foreign;
        }
        return switch (status.getCode()) {
            case UNAVAILABLE -> unavailable(what, status, text, failure);
            case DEADLINE_EXCEEDED ->
                new EnvironmentException(
                        Kind.TIMEOUT,
                        endpoint.shown() + " did not answer in time (" + what + "): " + text
                                + ". Look at the server's log, or allow more time",
                        failure);
            case UNAUTHENTICATED -> new LeewayException(unauthenticated(text), failure);
            case PERMISSION_DENIED ->
                new LeewayException("The server at " + endpoint.target() + " refuses this client: " + text, failure);
            case RESOURCE_EXHAUSTED -> new LeewayException(exhausted(text), failure);
            case UNIMPLEMENTED ->
                new LeewayException(
                        "The server at " + endpoint.target() + " does not offer " + what + ": " + text
                                + ". Is it a server of environments?",
                        failure);
            case NOT_FOUND, ABORTED ->
                new EnvironmentException(Kind.LOST_SESSION, endpoint.shown() + ": " + text, failure);
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, ALREADY_EXISTS ->
                new LeewayException(endpoint.shown() + ": " + text, failure);
            default ->
                new EnvironmentException(
                        status.getCode() == Status.Code.INTERNAL ? Kind.ENVIRONMENT_ERROR : Kind.LOST_SESSION,
                        endpoint.shown() + " failed in " + what + " (" + status.getCode() + "): " + text,
                        failure);
        };
    }

    /** Returns whether the same call may succeed on another stream. */
    public static boolean passes(Status status) {
        return switch (status.getCode()) {
            case OK, UNAVAILABLE, CANCELLED, INTERNAL, UNKNOWN, ABORTED, DATA_LOSS, DEADLINE_EXCEEDED -> true;
            default -> false;
        };
    }

    /**
     * Returns what to throw where the two do not speak the same language, or null. With a server that has answered
     * before, that is noise on the way, and another try may help; not so with a certificate that is no longer good.
     */
    private @Nullable RuntimeException foreign(Status status, @Nullable Throwable failure) {
        String causes = causes(status).toLowerCase(Locale.ROOT);
        boolean tls = endpoint.security().tls();
        if (met && !causes.contains("certif")) {
            return null;
        } else if (tls && (causes.contains("not an ssl/tls record") || causes.contains("notsslrecord"))) {
            return new LeewayException(
                    "The server at " + endpoint.target() + " does not speak TLS, but tls is true: set tls to false, or"
                            + " start the server with --tls-certificate and --tls-key",
                    failure);
        } else if (tls && isDistrust(causes)) {
            return new LeewayException(
                    "The server at " + endpoint.target() + " and this client do not trust each other: " + root(status)
                            + ". tls-authority must name the authority that signed the server's certificate, which"
                            + " must be valid today and made for this host name; a server with --tls-client-authority"
                            + " wants tls-certificate and tls-key besides",
                    failure);
        } else if (!tls && isForeign(causes)) {
            return new LeewayException(
                    "What answers at " + endpoint.target() + " does not speak gRPC without TLS: set tls to true if the"
                            + " server has a certificate",
                    failure);
        }
        return null;
    }

    private String unauthenticated(String text) {
        String remedy = "give the one that the server was started with, by token-file or the variable LEEWAY_TOKEN";
        return endpoint.security().token().isPresent()
                ? "The server at " + endpoint.target() + " refuses the token of "
                        + endpoint.security().tokenSource() + ": " + remedy + " (it says: " + text + ")"
                : "The server at " + endpoint.target() + " asks for a token, and none was given: " + remedy;
    }

    private RuntimeException unavailable(String what, Status status, String text, @Nullable Throwable failure) {
        String causes = causes(status).toLowerCase(Locale.ROOT);
        if (causes.contains("too many open files")) {
            return new LeewayException(
                    "This process has no file descriptors left to reach " + endpoint.target()
                            + ": close what is not needed, or allow more (ulimit -n)",
                    failure);
        }
        if (causes.contains("refused")
                || causes.contains("no such file")
                || causes.contains("unable to resolve")
                || causes.contains("no route")
                || causes.contains("connection timed out")) {
            return new EnvironmentException(
                    Kind.LOST_SESSION, "Nothing answers at " + endpoint.target() + ": " + endpoint.remedy(), failure);
        }
        return new EnvironmentException(
                Kind.LOST_SESSION,
                endpoint.shown() + " was lost in " + what + ": " + text + " (" + root(status)
                        + "). If the server is gone, " + endpoint.remedy()
                        + (isUnexplained(causes) ? hint() : ""),
                failure);
    }

    /** A server with TLS hangs up on those without it, or without a certificate, and says nothing. */
    private boolean isUnexplained(String causes) {
        return !met && (causes.contains("network closed for unknown reason") || causes.contains("connection reset"));
    }

    private String hint() {
        if (!endpoint.security().tls()) {
            return "; if it wants TLS, set tls to true";
        }
        return endpoint.security().certificate() == null
                ? "; if it wants clients' certificates (tls-client-authority), give tls-certificate and tls-key"
                : "; if it wants clients' certificates (tls-client-authority), that of tls-certificate must be valid"
                        + " today and signed by the authority that it trusts";
    }

    private static boolean isDistrust(String causes) {
        return causes.contains("certif") || causes.contains("ssl") || causes.contains("tls");
    }

    private static boolean isForeign(String causes) {
        return causes.contains("first received frame was not settings")
                || causes.contains("invalid http")
                || causes.contains("unexpected http/1");
    }

    private String exhausted(String text) {
        String remedy = text.contains("exceeds maximum size")
                ? ". Raise max-message-bytes (" + endpoint.maxMessageBytes()
                        + " here; the server has its own), or make fewer environments"
                : "";
        return endpoint.shown() + " allows no more: " + text + remedy;
    }

    private static String causes(Status status) {
        StringBuilder all = new StringBuilder(String.valueOf(status.getDescription()));
        for (Throwable at = status.getCause(); at != null; at = at.getCause()) {
            all.append(' ').append(at);
        }
        return all.toString();
    }

    private static String root(Status status) {
        Throwable root = status.getCause();
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? String.valueOf(status.getCode()) : String.valueOf(root.getMessage());
    }
}
