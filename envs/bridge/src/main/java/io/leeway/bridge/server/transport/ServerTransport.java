package io.leeway.bridge.server.transport;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.spi.LeewayException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The network of a server: HTTP/2 with its limits. */
public final class ServerTransport {
    private static final int METADATA_BYTES = 8192;
    private static final int FLOW_CONTROL_WINDOW = 1 << 20;
    /** Calls of a connection beside its sessions' streams. */
    private static final int OTHER_CALLS = 64;

    private ServerTransport() {}

    /** Returns a server of a port. */
    public static NettyServerBuilder internet(ListenAddress.Internet address, ServerCredentials credentials) {
        return NettyServerBuilder.forAddress(address.socket(), credentials);
    }

    /** Returns a server of a Unix socket; {@code group} is the caller's to shut down. */
    public static NettyServerBuilder unix(Path path, ServerCredentials credentials, EventLoopGroup group) {
        return NettyServerBuilder.forAddress(new DomainSocketAddress(path.toFile()), credentials)
                .channelType(EpollServerDomainSocketChannel.class)
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group);
    }

    /** Returns the threads that serve Unix sockets. */
    @SuppressWarnings("deprecation") // its successor is not in every Netty that gRPC brings
    public static EventLoopGroup unixThreads() {
        if (!Epoll.isAvailable()) {
            throw new LeewayException("listen is a Unix socket, which is served on Linux only: "
                    + Epoll.unavailabilityCause() + "; listen on 127.0.0.1:0 instead");
        }
        return new EpollEventLoopGroup(2, DaemonThreads.named("leeway-unix"));
    }

    /**
     * Applies the limits. The transport breaks calls of twice the largest message; {@link GuardedMessages} refuses
     * those between.
     *
     * @param mostBytes of a message
     * @param mostSessions of a connection
     * @param executor runs everything but the streams of sessions: those only hand requests over, on the network's
     *     thread
     */
    public static NettyServerBuilder limited(
            NettyServerBuilder builder, int mostBytes, int mostSessions, Executor executor) {
        return builder.executor(executor)
                .callExecutor(new StreamsInline())
                .maxInboundMessageSize((int) Math.min(Integer.MAX_VALUE, 2L * mostBytes))
                .maxInboundMetadataSize(METADATA_BYTES)
                .maxConcurrentCallsPerConnection(mostSessions + OTHER_CALLS)
                .initialFlowControlWindow(FLOW_CONTROL_WINDOW)
                .handshakeTimeout(20, TimeUnit.SECONDS)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS);
    }

    private static final class StreamsInline implements ServerCallExecutorSupplier {
        @Override
        @SuppressWarnings("NullAway") // null stands for the server's executor
        public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata metadata) {
            return call.getMethodDescriptor()
                            .getFullMethodName()
                            .equals(EnvironmentServiceGrpc.getSessionMethod().getFullMethodName())
                    ? Runnable::run
                    : null;
        }
    }
}
