package io.leeway.bridge.server.environment;

import io.leeway.proto.env.v1.FailureKind;

/** A request that is answered with a failure; the message stands alone. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    public RequestRefused(FailureKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }

    public static RequestRefused badRequest(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_BAD_REQUEST, message);
    }

    public static RequestRefused exhausted(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_RESOURCE_EXHAUSTED, message);
    }

    public static RequestRefused unsupported(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_UNSUPPORTED, message);
    }

    public static RequestRefused lost(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_SESSION_LOST, message);
    }
}
