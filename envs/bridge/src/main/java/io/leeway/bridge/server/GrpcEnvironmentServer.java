package io.leeway.bridge.server;

import io.leeway.bridge.server.environment.HangLimits;
import io.leeway.bridge.server.environment.Served;
import io.leeway.bridge.server.transport.ListenAddress;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of environments over gRPC, as {@code leeway.env.v1.EnvironmentService}.
 *
 * <p>Each session has a thread that makes, steps and closes its environments; {@link Environments#make} is called from
 * several such threads. A session whose environment hangs goes on with a new one: a Java thread cannot be ended, so the
 * old one stays until it comes back by itself, and {@link HangLimits#maxAbandonedThreads} such threads are borne.
 */
public final class GrpcEnvironmentServer implements EnvironmentServer {
    private static final Logger log = LoggerFactory.getLogger(GrpcEnvironmentServer.class);

    private static final java.util.logging.Logger NOISE =
            java.util.logging.Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler");

    static {
        // Writes a stack trace where a client's connection breaks while it is answered.
        NOISE.setLevel(Level.SEVERE);
    }

    private final GrpcServerConfig config;

    /** Creates what serves as configured. */
    @Inject
    public GrpcEnvironmentServer(GrpcServerConfig config) {
        this.config = config;
    }

    @Override
    public Running serve(Environments environments) {
        return start(environments);
    }

    /** Begins to serve, as {@link #serve}. */
    RunningServer start(Environments environments) {
        ListenAddress address = ListenAddress.parse("listen", config.listen());
        InetSocketAddress metrics =
                config.metrics() == null ? null : ListenAddress.internet("metrics", config.metrics());
        checkProtected(address, metrics);
        return RunningServer.start(config, address, metrics, served(environments));
    }

    private static Served served(Environments environments) {
        try {
            return Served.of(environments);
        } catch (IllegalArgumentException wrong) {
            throw new LeewayException(environments.spec().id() + " cannot be served: " + wrong.getMessage(), wrong);
        }
    }

    private void checkProtected(ListenAddress address, @Nullable InetSocketAddress metrics) {
        boolean guarded = config.protection().tls() && config.protection().token();
        if (!address.local() && !guarded) {
            if (!config.protection().insecure()) {
                throw new LeewayException("listen is " + config.listen()
                        + ", which other machines can reach: give tls-certificate, tls-key and token-file,"
                        + " or listen on 127.0.0.1 or unix:PATH, or set insecure to true");
            }
            log.warn("Anybody who reaches {} can use this server: there is no {}", config.listen(), missing());
        }
        if (metrics != null
                && !metrics.getAddress().isLoopbackAddress()
                && !config.protection().insecure()) {
            throw new LeewayException("metrics is " + config.metrics()
                    + ", which other machines can reach, without protection: give a loopback address like"
                    + " 127.0.0.1:9464, or set insecure to true");
        }
    }

    private String missing() {
        return config.protection().tls() ? "token" : config.protection().token() ? "TLS" : "TLS and no token";
    }
}
