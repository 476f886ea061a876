package io.leeway.bridge.server.session;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.leeway.bridge.server.environment.Failures;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.proto.env.v1.Attach;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import org.jspecify.annotations.Nullable;

/** One stream: attaches to a session first, and hands it requests from then on. */
public final class SessionStream implements StreamObserver<SessionRequest> {
    private final Sessions sessions;
    private final ServerCallStreamObserver<SessionResponse> call;
    private volatile @Nullable Session session;

    /** Takes a call over; nothing is read before this returns. */
    public SessionStream(Sessions sessions, ServerCallStreamObserver<SessionResponse> call) {
        this.sessions = sessions;
        this.call = call;
        call.disableAutoRequest();
        call.setOnReadyHandler(this::onReady);
        call.setOnCancelHandler(this::onGone);
        call.setOnCloseHandler(this::onGone);
        call.request(1);
    }

    @Override
    public void onNext(SessionRequest request) {
        Session bound = session;
        if (bound != null) {
            bound.accept(this, request);
        } else if (request.hasAttach()) {
            attach(request.getAttach(), request);
        } else {
            refuse(FailureKind.FAILURE_KIND_OUT_OF_SEQUENCE, "The first request of a stream must be an attach");
        }
    }

    private void attach(Attach attach, SessionRequest request) {
        try {
            Session found = sessions.find(attach.getSessionId(), attach.getSessionToken());
            if (request.getSequence() != 0) {
                throw new RequestRefused(
                        FailureKind.FAILURE_KIND_OUT_OF_SEQUENCE,
                        "An attach has the number 0, not " + Long.toUnsignedString(request.getSequence()));
            }
            session = found;
            found.attach(this, call, request.getAcknowledged());
        } catch (RequestRefused refused) {
            refuse(refused.kind(), refused.getMessage());
        }
    }

    private void refuse(FailureKind kind, @Nullable String message) {
        call.onNext(Failures.reply(0, Failures.of(kind, String.valueOf(message))));
        call.onCompleted();
    }

    private void onReady() {
        Session bound = session;
        if (bound != null) {
            bound.pump(this);
        }
    }

    private void onGone() {
        Session bound = session;
        if (bound != null) {
            bound.detach(this);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        onGone();
    }

    @Override
    public void onCompleted() {
        Session bound = session;
        if (bound != null) {
            bound.halfClose(this);
        } else {
            call.onError(Status.CANCELLED
                    .withDescription("The stream ended before it was attached")
                    .asRuntimeException());
        }
    }
}
