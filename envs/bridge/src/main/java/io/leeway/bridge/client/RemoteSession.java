package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Connection;
import io.leeway.bridge.client.connection.Outlasting;
import io.leeway.proto.env.v1.CloseRequest;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.leeway.proto.env.v1.MakeResponse;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A vector of environments that was made on a server, with its share of the connection. */
final class RemoteSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteSession.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Connection connection;
    private final RemoteFacts facts;
    private final MakeResponse made;
    private final SessionLink link;
    private boolean closed;

    /** Takes over a session and a share of the connection. */
    RemoteSession(Connection connection, RemoteFacts facts, MakeResponse made, String instance) {
        this.connection = connection;
        this.facts = facts;
        this.made = made;
        this.link = new SessionLink(connection, made, instance, facts.resume());
    }

    RemoteFacts facts() {
        return facts;
    }

    MakeResponse made() {
        return made;
    }

    SessionLink link() {
        return link;
    }

    /** Logs that an info is not carried, the first time. */
    void tellOmitted(String info) {
        connection.tellOmitted(info);
    }

    String shown() {
        return connection.endpoint().shown();
    }

    /** Makes a call about the session, which may take as long as a step, and again where its connection breaks. */
    <T> T outlast(String what, Function<EnvironmentServiceBlockingStub, T> call) {
        return new Outlasting(connection).call(() -> call(what, call));
    }

    /** Makes a call about the session, which may take as long as a step. */
    <T> T call(String what, Function<EnvironmentServiceBlockingStub, T> call) {
        return connection.call(what, connection.endpoint().timeouts().step(), call);
    }

    /** Ends the session on the server; one that cannot be reached any more lets go of it by itself. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        link.close();
        CloseRequest request = CloseRequest.newBuilder()
                .setSessionId(made.getSessionId())
                .setSessionToken(made.getSessionToken())
                .build();
        boolean interrupted = Thread.interrupted(); // the server is told all the same
        connection.prod();
        try {
            connection.call("closing", FAREWELL, stub -> stub.close(request));
        } catch (RuntimeException unreachable) {
            LOG.debug("A session was left for the server to close: {}", unreachable.getMessage());
        } finally {
            connection.release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
