package io.leeway.bridge.server.transport;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An interceptor that refuses calls without the token; health is told to anybody. */
public final class BearerToken implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";
    private static final String HEALTH = "grpc.health.v1.Health";

    private static final long QUIET_NANOS = 1_000_000_000;
    private static final Logger log = LoggerFactory.getLogger(BearerToken.class);

    private final byte[] token;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private final AtomicLong untold = new AtomicLong();
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
        String header = headers.get(AUTHORIZATION);
        String fault = HEALTH.equals(call.getMethodDescriptor().getServiceName()) ? null : fault(header);
        if (fault == null) {
            return next.startCall(call, headers);
        }
        refused.run();
        tell(fault, call);
        call.close(
                Status.UNAUTHENTICATED.withDescription(fault
                        + ": send the metadata 'authorization: Bearer TOKEN', with the token of the file that this"
                        + " server was started with (the option token-file)"),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** Returns what is wrong with what was shown, or null. */
    private @Nullable String fault(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return "This server asks for a token, and none was shown";
        } else if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "This server asks for a token, and something else was shown";
        }
        byte[] shown = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, shown) ? null : "The token that was shown is not this server's";
    }

    /** Logs a refusal, at most one a second: whoever knocks must not fill the disk. */
    private void tell(String fault, ServerCall<?, ?> call) {
        long now = System.nanoTime();
        long last = told.get();
        untold.incrementAndGet();
        if (now - last >= QUIET_NANOS && told.compareAndSet(last, now)) {
            log.atWarn()
                    .addKeyValue("peer", call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
                    .addKeyValue("call", call.getMethodDescriptor().getBareMethodName())
                    .addKeyValue("refusals", untold.getAndSet(0))
                    .log("Call refused: {}", fault);
        }
    }
}
