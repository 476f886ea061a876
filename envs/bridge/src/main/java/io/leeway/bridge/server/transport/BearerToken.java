package io.leeway.bridge.server.transport;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** An interceptor that refuses calls without the token; health is told to anybody. */
public final class BearerToken implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";
    private static final String HEALTH = "grpc.health.v1.Health";

    private final byte[] token;
    private final Runnable refused;

    /**
     * Creates one.
     *
     * @param refused runs at each refused call
     */
    public BearerToken(String token, Runnable refused) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.refused = refused;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (HEALTH.equals(call.getMethodDescriptor().getServiceName()) || shown(headers.get(AUTHORIZATION))) {
            return next.startCall(call, headers);
        }
        refused.run();
        call.close(
                Status.UNAUTHENTICATED.withDescription(
                        "This server needs a token: send the metadata 'authorization: Bearer TOKEN' (the option"
                                + " token-file)"),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private boolean shown(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
