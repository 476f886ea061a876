package io.leeway.bridge.faults;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.leeway.proto.env.v1.CloseRequest;
import io.leeway.proto.env.v1.CloseResponse;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.HandshakeRequest;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stands between a client and a server and spoils single messages: loses, repeats or changes replies. */
public final class MessageProxy extends EnvironmentServiceGrpc.EnvironmentServiceImplBase implements AutoCloseable {
    private final ManagedChannel channel;
    private final Server server;

    /** What becomes of a reply; by default itself. */
    public volatile Function<SessionResponse, List<SessionResponse>> spoil = List::of;

    /** Stands before the server at a target. */
    @SuppressWarnings("this-escape") // complete before it is started
    public MessageProxy(String target) {
        channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns where clients connect. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void handshake(HandshakeRequest request, StreamObserver<HandshakeResponse> answers) {
        pass(answers, () -> EnvironmentServiceGrpc.newBlockingStub(channel).handshake(request));
    }

    @Override
    public void make(MakeRequest request, StreamObserver<MakeResponse> answers) {
        pass(answers, () -> EnvironmentServiceGrpc.newBlockingStub(channel).make(request));
    }

    @Override
    public void close(CloseRequest request, StreamObserver<CloseResponse> answers) {
        pass(answers, () -> EnvironmentServiceGrpc.newBlockingStub(channel).close(request));
    }

    private static <T> void pass(StreamObserver<T> answers, Supplier<T> call) {
        try {
            answers.onNext(call.get());
            answers.onCompleted();
        } catch (StatusRuntimeException failure) {
            answers.onError(failure);
        }
    }

    @Override
    public StreamObserver<SessionRequest> session(StreamObserver<SessionResponse> answers) {
        return EnvironmentServiceGrpc.newStub(channel).session(new StreamObserver<>() {
            @Override
            public void onNext(SessionResponse reply) {
                spoil.apply(reply).forEach(answers::onNext);
            }

            @Override
            public void onError(Throwable failure) {
                answers.onError(failure);
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        });
    }

    @Override
    public void close() {
        server.shutdownNow();
        channel.shutdownNow();
    }
}
