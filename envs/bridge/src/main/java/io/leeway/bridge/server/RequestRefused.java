package io.leeway.bridge.server;

import io.leeway.proto.env.v1.FailureKind;

/** A request that is answered with a failure; the message stands alone. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    RequestRefused(FailureKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }

    static RequestRefused badRequest(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_BAD_REQUEST, message);
    }

    static RequestRefused exhausted(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_RESOURCE_EXHAUSTED, message);
    }

    static RequestRefused unsupported(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_UNSUPPORTED, message);
    }

    static RequestRefused lost(String message) {
        return new RequestRefused(FailureKind.FAILURE_KIND_SESSION_LOST, message);
    }
}
