package io.leeway.bridge.server;

import io.leeway.bridge.server.environment.AbandonedThreads;
import io.leeway.bridge.server.environment.Clock;
import io.leeway.bridge.server.environment.Commands;
import io.leeway.bridge.server.environment.EnvironmentThread;
import io.leeway.bridge.server.environment.InfoSelector;
import io.leeway.bridge.server.environment.RenderLimit;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.bridge.server.environment.Scarcity;
import io.leeway.bridge.server.environment.Served;
import io.leeway.bridge.server.environment.StateDrawing;
import io.leeway.bridge.server.environment.TerminationRule;
import io.leeway.bridge.server.environment.TrueOutcomes;
import io.leeway.bridge.server.metrics.ServerMetrics;
import io.leeway.bridge.server.session.Session;
import io.leeway.bridge.server.session.SessionToken;
import io.leeway.bridge.server.session.SessionTools;
import io.leeway.bridge.server.session.Sessions;
import io.leeway.proto.env.v1.Capability;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** The maker of sessions. */
final class SessionMaker {
    private final Served served;
    private final GrpcServerConfig config;
    private final Sessions sessions;
    private final AbandonedThreads abandoned;
    private final ServerMetrics metrics;
    private final SecureRandom random = new SecureRandom();

    SessionMaker(
            Served served,
            GrpcServerConfig config,
            Sessions sessions,
            AbandonedThreads abandoned,
            ServerMetrics metrics) {
        this.served = served;
        this.config = config;
        this.sessions = sessions;
        this.abandoned = abandoned;
        this.metrics = metrics;
    }

    /**
     * Opens a session; its environments are made on its own thread.
     *
     * @throws RequestRefused if it may not be opened
     */
    void make(MakeRequest request, Consumer<MakeResponse> made, Consumer<Failure> failed) {
        VectorOptions options = MakeChecks.options(served, config, request);
        if (abandoned.full()) {
            throw RequestRefused.exhausted(abandoned.explanation());
        }
        Scarcity.check();
        sessions.reserve(options.count());
        Session session = session(request, options);
        sessions.add(session);
        session.submit(new EnvironmentThread.Work<>(
                environment -> {
                    checkCount(environment, options);
                    return MakeResponse.newBuilder()
                            .setSessionId(session.id())
                            .setSessionToken(session.token().reveal())
                            .setSpec(served.spec())
                            .build();
                },
                made,
                failure -> {
                    session.end(failure);
                    failed.accept(failure);
                }));
        session.thread().start();
    }

    private boolean can(Capability capability) {
        return served.capabilities().contains(capability);
    }

    private static void checkCount(VectorEnvironment environment, VectorOptions options) {
        if (environment.count() != options.count()) {
            throw new IllegalStateException(options.count() + " environments were asked for, but "
                    + environment.spec().id() + " made " + environment.count());
        }
    }

    private Session session(MakeRequest request, VectorOptions options) {
        String id = SessionToken.drawText(random);
        int count = options.count();
        boolean oracle = TrueOutcomes.known(served.environments());
        SessionTools tools = new SessionTools(
                new Commands(
                        served.observations(),
                        served.actions(),
                        count,
                        InfoSelector.of(request.getInfos()),
                        config.messages().maxMessageBytes()),
                options.rendered() ? new RenderLimit(config.sessions().maxRendersPerSecond(), Clock.now()) : null,
                oracle
                        ? TrueOutcomes.of(
                                served.environments(),
                                served.observations(),
                                served.actions(),
                                config.messages().maxTransitionRows())
                        : null,
                can(Capability.CAPABILITY_TERMINATIONS)
                        ? new TerminationRule(
                                served.environments(), config.messages().maxTransitionRows())
                        : null,
                can(Capability.CAPABILITY_STATE_PICTURES) ? new StateDrawing(served.environments()) : null);
        return new Session(
                id,
                SessionToken.draw(random),
                count,
                tools,
                config.sessions(),
                metrics,
                lost -> new EnvironmentThread(
                        "leeway-session-" + id.substring(0, 8),
                        () -> served.environments().make(options),
                        MakeChecks.timeout(config, request),
                        abandoned,
                        lost),
                sessions::remove);
    }
}
