package io.leeway.bridge.server.environment;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.spi.environment.EnvironmentException;
import java.util.Optional;

/** Failures in the protocol's words: messages, never stack traces. */
public final class Failures {
    private static final int LONGEST_MESSAGE = 2000;

    private Failures() {}

    /** Returns a failure with its message, shortened where it is very long. */
    public static Failure of(FailureKind kind, String message) {
        String text = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        return Failure.newBuilder().setKind(kind).setMessage(text).build();
    }

    /** Returns whose doing it is when an environment throws. */
    public static Failure of(Throwable thrown) {
        return of(kind(thrown), message(thrown));
    }

    private static FailureKind kind(Throwable thrown) {
        if (thrown instanceof RequestRefused refused) {
            return refused.kind();
        } else if (Scarcity.of(thrown).isPresent()) {
            return FailureKind.FAILURE_KIND_RESOURCE_EXHAUSTED;
        } else if (thrown instanceof EnvironmentException failed) {
            return switch (failed.kind()) {
                case ENVIRONMENT_ERROR -> FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR;
                case TIMEOUT -> FailureKind.FAILURE_KIND_TIMEOUT;
                case LOST_SESSION -> FailureKind.FAILURE_KIND_WORKER_LOST;
            };
        } else if (thrown instanceof IllegalArgumentException || thrown instanceof IllegalStateException) {
            return FailureKind.FAILURE_KIND_BAD_REQUEST;
        }
        return FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR;
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        Optional<String> scarce = thrown instanceof RequestRefused ? Optional.empty() : Scarcity.of(thrown);
        if (scarce.isPresent()) {
            return scarce.get();
        }
        return message == null || message.isBlank()
                ? "The environment failed with " + thrown.getClass().getSimpleName()
                : message;
    }

    /** Returns the reply that carries a failure. */
    public static SessionResponse reply(long sequence, Failure failure) {
        return SessionResponse.newBuilder()
                .setSequence(sequence)
                .setFailure(failure)
                .build();
    }

    /** Returns what a call without a session's stream fails with. */
    public static StatusRuntimeException status(Failure failure) {
        Status status =
                switch (failure.getKind()) {
                    case FAILURE_KIND_BAD_REQUEST -> Status.INVALID_ARGUMENT;
                    case FAILURE_KIND_RESOURCE_EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
                    case FAILURE_KIND_OUT_OF_SEQUENCE -> Status.FAILED_PRECONDITION;
                    case FAILURE_KIND_SESSION_LOST -> Status.NOT_FOUND;
                    case FAILURE_KIND_UNSUPPORTED -> Status.UNIMPLEMENTED;
                    case FAILURE_KIND_TIMEOUT -> Status.DEADLINE_EXCEEDED;
                    case FAILURE_KIND_WORKER_LOST -> Status.ABORTED; // UNAVAILABLE says that nobody is there
                    case FAILURE_KIND_UNSPECIFIED, FAILURE_KIND_ENVIRONMENT_ERROR, UNRECOGNIZED -> Status.INTERNAL;
                };
        return status.withDescription(failure.getMessage()).asRuntimeException();
    }
}
