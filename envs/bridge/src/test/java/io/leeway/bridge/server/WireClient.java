package io.leeway.bridge.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.leeway.proto.env.v1.InfoSelection;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.MakeResponse;
import java.util.concurrent.TimeUnit;

/** A channel to a server under test, with plain stubs. */
final class WireClient implements AutoCloseable {
    private final ManagedChannel channel;

    WireClient(ManagedChannel channel) {
        this.channel = channel;
    }

    static WireClient to(RunningServer server) {
        return to(server.address());
    }

    static WireClient to(String address) {
        return new WireClient(NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .maxInboundMessageSize(1 << 28)
                .build());
    }

    ManagedChannel channel() {
        return channel;
    }

    EnvironmentServiceBlockingStub calls() {
        return EnvironmentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    /** Asks for playgrounds with every info. */
    static MakeRequest.Builder asking(int count) {
        return MakeRequest.newBuilder()
                .setId(PlaygroundEnvironments.ID)
                .setCount(count)
                .setInfos(InfoSelection.newBuilder().setAll(true));
    }

    MakeResponse make(int count) {
        return calls().make(asking(count).build());
    }

    /** Opens a stream and attaches it. */
    WireStream attach(MakeResponse made, long acknowledged) {
        WireStream stream = open();
        stream.send(WireStream.attaching(made, acknowledged));
        return stream;
    }

    /** Opens a stream. */
    WireStream open() {
        return new WireStream(channel, true);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
