package io.leeway.bridge.server;

import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.leeway.bridge.server.environment.AbandonedThreads;
import io.leeway.bridge.server.environment.Served;
import io.leeway.bridge.server.metrics.MetricsEndpoint;
import io.leeway.bridge.server.metrics.ServerMetrics;
import io.leeway.bridge.server.session.SessionToken;
import io.leeway.bridge.server.session.Sessions;
import io.leeway.bridge.server.transport.BearerToken;
import io.leeway.bridge.server.transport.DaemonThreads;
import io.leeway.bridge.server.transport.GuardedMessages;
import io.leeway.bridge.server.transport.ListenAddress;
import io.leeway.bridge.server.transport.ServerTls;
import io.leeway.bridge.server.transport.ServerTransport;
import io.leeway.bridge.server.transport.TokenFile;
import io.leeway.bridge.server.transport.UnixSocket;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server under way. */
final class RunningServer implements EnvironmentServer.Running {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);
    private static final long CHECK_MILLISECONDS = 20;
    private static final int CALL_THREADS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final ListenAddress listen;
    private final ServerMetrics metrics = new ServerMetrics();
    private final HealthStatusManager health = new HealthStatusManager();
    private final Sessions sessions;
    private final AbandonedThreads abandoned;
    private final EnvironmentService service;
    private final ExecutorService calls =
            Executors.newFixedThreadPool(CALL_THREADS, DaemonThreads.named("leeway-call"));
    private final ScheduledExecutorService checks =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("leeway-check"));
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Server server;
    private final @Nullable EventLoopGroup unixThreads;
    private final @Nullable UnixSocket unixSocket;
    private @Nullable MetricsEndpoint endpoint;

    private RunningServer(GrpcServerConfig config, ListenAddress listen, Served served) throws IOException {
        this.listen = listen;
        ServerCredentials credentials = ServerTls.credentials(config.protection());
        Path tokenFile = config.protection().tokenFile();
        String token = tokenFile == null ? null : TokenFile.read(tokenFile);
        sessions = new Sessions(config.capacity());
        abandoned = new AbandonedThreads(config.hanging().maxAbandonedThreads());
        Greeting greeting = new Greeting(served, config, SessionToken.drawText(new SecureRandom()));
        SessionMaker maker = new SessionMaker(served, config, sessions, abandoned, metrics);
        service = new EnvironmentService(served, greeting, sessions, maker, metrics);
        addGauges();
        unixSocket = listen instanceof ListenAddress.Unix unix ? UnixSocket.at(unix.path()) : null;
        unixThreads = unixSocket == null ? null : ServerTransport.unixThreads();
        NettyServerBuilder builder = builder(credentials);
        int mostBytes = config.messages().maxMessageBytes();
        ServerTransport.limited(builder, mostBytes, config.capacity().maxSessions(), calls)
                .addService(new GuardedMessages(mostBytes).guard(service.bindService()))
                .addService(health.getHealthService());
        if (config.reflection()) {
            builder.addService(ProtoReflectionServiceV1.newInstance());
        }
        if (token != null) {
            builder.intercept(new BearerToken(token, metrics::unauthenticated));
        }
        server = builder.build();
        health.setStatus(EnvironmentServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }

    private NettyServerBuilder builder(ServerCredentials credentials) throws IOException {
        try {
            return unixSocket != null && unixThreads != null
                    ? ServerTransport.unix(unixSocket.bindingPlace(), credentials, unixThreads)
                    : ServerTransport.internet((ListenAddress.Internet) listen, credentials);
        } catch (IllegalArgumentException wrong) {
            if (unixSocket != null) {
                unixSocket.close();
            }
            throw new LeewayException(
                    "tls-certificate and tls-key cannot be used together: " + wrong.getMessage()
                            + "; the key must be the certificate's, in PEM and PKCS #8",
                    wrong);
        }
    }

    /**
     * Begins to serve.
     *
     * @throws LeewayException if an address cannot be bound or a file cannot be read
     */
    static RunningServer start(
            GrpcServerConfig config, ListenAddress listen, @Nullable InetSocketAddress metrics, Served served) {
        try {
            RunningServer running = new RunningServer(config, listen, served);
            running.begin(config.listen(), metrics);
            log.atInfo()
                    .addKeyValue("environment", served.spec().getId())
                    .addKeyValue("address", running.address())
                    .addKeyValue("tls", config.protection().tls())
                    .addKeyValue("token", config.protection().token())
                    .log("Serving");
            return running;
        } catch (IOException failed) {
            throw new LeewayException("The server cannot be started: " + failed, failed);
        }
    }

    private void begin(String where, @Nullable InetSocketAddress metricsAddress) {
        try {
            endpoint = metricsAddress == null ? null : new MetricsEndpoint(metricsAddress, metrics);
            server.start();
            if (unixSocket != null) {
                unixSocket.publish();
            }
            Future<?> unused = checks.scheduleWithFixedDelay(
                    sessions::check, CHECK_MILLISECONDS, CHECK_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (LeewayException refused) {
            close();
            throw refused;
        } catch (IOException taken) {
            close();
            Throwable cause = taken.getCause() == null ? taken : taken.getCause();
            throw new LeewayException(
                    "listen is " + where + ", which cannot be bound: " + cause.getMessage()
                            + "; choose another, or port 0 for any",
                    taken);
        }
    }

    private void addGauges() {
        metrics.gauge("leeway.sessions", "Open sessions", sessions::count);
        metrics.gauge("leeway.environments", "Environments of open sessions", sessions::environments);
        metrics.gauge("leeway.abandoned.threads", "Threads that hang in an environment", abandoned::count);
    }

    @Override
    public String address() {
        return listen instanceof ListenAddress.Unix unix
                ? ListenAddress.UNIX + unix.path()
                : ListenAddress.shown(
                        (InetSocketAddress) server.getListenSockets().get(0));
    }

    /** Returns where metrics are given, or null. */
    @Nullable
    InetSocketAddress metricsAddress() {
        return endpoint == null ? null : endpoint.address();
    }

    @Override
    public void join() throws InterruptedException {
        server.awaitTermination();
    }

    @Override
    public void drain(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        log.info("Draining");
        stopServing();
        try {
            sessions.drain(deadline);
            server.shutdown();
            server.awaitTermination(
                    Math.min(end - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private void stopServing() {
        if (stopping.compareAndSet(false, true)) {
            health.enterTerminalState();
            service.drain();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stopServing();
        checks.shutdownNow();
        try {
            sessions.endAll(PATIENCE);
            // In order first, so that what sessions were told last arrives before connections are cut.
            if (!server.shutdown().awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Calls are cut that did not end within {}", FAREWELL);
            }
            server.shutdownNow().awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        calls.shutdownNow();
        if (endpoint != null) {
            endpoint.close();
        }
        if (unixThreads != null) {
            boolean ended =
                    unixThreads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
            log.debug("Threads of the Unix socket ended: {}", ended);
        }
        try {
            if (unixSocket != null) {
                unixSocket.close();
            }
        } catch (IOException left) {
            log.warn("The socket {} could not be removed: {}", address(), left.toString());
        }
        log.info("Stopped");
    }
}
