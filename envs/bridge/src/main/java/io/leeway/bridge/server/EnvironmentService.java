package io.leeway.bridge.server;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.leeway.bridge.codec.PictureCodec;
import io.leeway.bridge.server.environment.Clock;
import io.leeway.bridge.server.environment.EnvironmentThread;
import io.leeway.bridge.server.environment.Failures;
import io.leeway.bridge.server.environment.RenderLimit;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.bridge.server.environment.Served;
import io.leeway.bridge.server.environment.StateDrawing;
import io.leeway.bridge.server.environment.TerminationRule;
import io.leeway.bridge.server.environment.TrueOutcomes;
import io.leeway.bridge.server.metrics.ServerMetrics;
import io.leeway.bridge.server.session.Session;
import io.leeway.bridge.server.session.SessionStream;
import io.leeway.bridge.server.session.Sessions;
import io.leeway.proto.env.v1.CloseRequest;
import io.leeway.proto.env.v1.CloseResponse;
import io.leeway.proto.env.v1.DrawStateRequest;
import io.leeway.proto.env.v1.DrawStateResponse;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.HandshakeRequest;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.ListSpecsRequest;
import io.leeway.proto.env.v1.ListSpecsResponse;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.RenderRequest;
import io.leeway.proto.env.v1.RenderResponse;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.SpecSummary;
import io.leeway.proto.env.v1.TerminationsRequest;
import io.leeway.proto.env.v1.TerminationsResponse;
import io.leeway.proto.env.v1.TransitionRequest;
import io.leeway.proto.env.v1.TransitionResponse;
import java.util.function.Consumer;

/** The service: an answer to each call of the protocol. */
final class EnvironmentService extends EnvironmentServiceGrpc.EnvironmentServiceImplBase {
    private final Served served;
    private final Greeting greeting;
    private final Sessions sessions;
    private final SessionMaker maker;
    private final ServerMetrics metrics;
    private volatile boolean draining;

    EnvironmentService(Served served, Greeting greeting, Sessions sessions, SessionMaker maker, ServerMetrics metrics) {
        this.served = served;
        this.greeting = greeting;
        this.sessions = sessions;
        this.maker = maker;
        this.metrics = metrics;
    }

    /** Opens no more sessions. */
    void drain() {
        draining = true;
    }

    @Override
    public void handshake(HandshakeRequest request, StreamObserver<HandshakeResponse> answers) {
        answering(answers, () -> answer(answers, greeting.answer(request)));
    }

    @Override
    public void listSpecs(ListSpecsRequest request, StreamObserver<ListSpecsResponse> answers) {
        ListSpecsResponse.Builder list = ListSpecsResponse.newBuilder();
        if (served.spec().getId().contains(request.getContains())
                && request.getPageToken().isEmpty()) {
            SpecSummary.Builder summary =
                    SpecSummary.newBuilder().setId(served.spec().getId());
            if (served.spec().hasMaximumEpisodeSteps()) {
                summary.setMaximumEpisodeSteps(served.spec().getMaximumEpisodeSteps());
            }
            list.addSpecs(summary);
        }
        answer(answers, list.build());
    }

    @Override
    public void make(MakeRequest request, StreamObserver<MakeResponse> answers) {
        answering(answers, () -> {
            if (draining) {
                throw Status.UNAVAILABLE
                        .withDescription("The server is shutting down and makes no more environments")
                        .asRuntimeException();
            }
            maker.make(request, made -> answer(answers, made), failing(answers));
        });
    }

    @Override
    public StreamObserver<SessionRequest> session(StreamObserver<SessionResponse> answers) {
        return new SessionStream(sessions, (ServerCallStreamObserver<SessionResponse>) answers);
    }

    @Override
    public void render(RenderRequest request, StreamObserver<RenderResponse> answers) {
        answering(answers, () -> {
            Session session = sessions.find(request.getSessionId(), request.getSessionToken());
            RenderLimit renders = session.tools().renders();
            int index = request.getEnvironment();
            if (renders == null) {
                throw RequestRefused.unsupported("The session has no pictures: make it with the render mode "
                        + Served.RENDER_MODE + ", where the environment has one");
            } else if (index < 0 || index >= session.count()) {
                throw RequestRefused.badRequest("There is no environment " + Integer.toUnsignedString(index)
                        + ": there are " + session.count() + ", from 0");
            }
            renders.take(Clock.now());
            session.submit(new EnvironmentThread.Work<>(
                    environment -> RenderResponse.newBuilder()
                            .setImage(PictureCodec.encode(environment.render(index)))
                            .build(),
                    picture -> answer(answers, picture),
                    failing(answers)));
        });
    }

    @Override
    public void transition(TransitionRequest request, StreamObserver<TransitionResponse> answers) {
        answering(answers, () -> {
            Session session = sessions.find(request.getSessionId(), request.getSessionToken());
            TrueOutcomes outcomes = session.tools().outcomes();
            if (outcomes == null) {
                throw RequestRefused.unsupported(
                        served.spec().getId() + " cannot be put into any state, and says no true outcomes");
            }
            session.submit(new EnvironmentThread.Work<>(
                    environment -> outcomes.answer(request), outcome -> answer(answers, outcome), failing(answers)));
        });
    }

    @Override
    public void terminations(TerminationsRequest request, StreamObserver<TerminationsResponse> answers) {
        answering(answers, () -> {
            Session session = sessions.find(request.getSessionId(), request.getSessionToken());
            TerminationRule rule = session.tools().terminations();
            if (rule == null) {
                throw RequestRefused.unsupported(served.spec().getId() + " says no rule by which it terminates");
            }
            session.submit(new EnvironmentThread.Work<>(
                    environment -> rule.answer(request), outcome -> answer(answers, outcome), failing(answers)));
        });
    }

    @Override
    public void drawState(DrawStateRequest request, StreamObserver<DrawStateResponse> answers) {
        answering(answers, () -> {
            Session session = sessions.find(request.getSessionId(), request.getSessionToken());
            StateDrawing drawing = session.tools().drawing();
            RenderLimit renders = session.tools().renders();
            if (drawing == null) {
                throw RequestRefused.unsupported(served.spec().getId() + " draws no states");
            } else if (renders == null) {
                throw RequestRefused.unsupported(
                        "The session has no pictures: make it with the render mode " + Served.RENDER_MODE);
            }
            renders.take(Clock.now());
            session.submit(new EnvironmentThread.Work<>(
                    environment -> drawing.answer(request), picture -> answer(answers, picture), failing(answers)));
        });
    }

    @Override
    public void close(CloseRequest request, StreamObserver<CloseResponse> answers) {
        sessions.close(request.getSessionId(), request.getSessionToken());
        answer(answers, CloseResponse.getDefaultInstance());
    }

    private void answering(StreamObserver<?> answers, Runnable call) {
        try {
            call.run();
        } catch (RequestRefused refused) {
            failing(answers).accept(Failures.of(refused));
        } catch (io.grpc.StatusRuntimeException refused) {
            answers.onError(refused);
        }
    }

    private Consumer<Failure> failing(StreamObserver<?> answers) {
        return failure -> {
            metrics.failed(failure.getKind());
            answers.onError(Failures.status(failure));
        };
    }

    private static <T> void answer(StreamObserver<T> answers, T answer) {
        if (!(answers instanceof ServerCallStreamObserver<T> call && call.isCancelled())) {
            answers.onNext(answer);
            answers.onCompleted();
        }
    }
}
