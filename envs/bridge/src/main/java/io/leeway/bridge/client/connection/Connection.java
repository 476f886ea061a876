package io.leeway.bridge.client.connection;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.leeway.bridge.text.PlainText;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.leeway.proto.env.v1.HandshakeRequest;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The connection to one server, opened when it is first used and shared by everything that is made there; it ends when
 * the last of its users has let it go. Safe for several threads.
 */
public final class Connection {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MOST_TOLD = 100;
    private static final String PROTOCOL = "1.2";
    private static final Logger NOISE = Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.TcpMetrics");

    static {
        // Says at level INFO, on standard error, that all is well.
        NOISE.setLevel(Level.WARNING);
    }

    private final Endpoint endpoint;
    private final Holder holder = new Holder();
    private int users = 1;
    private @Nullable Channel calls;
    private final AtomicLong answers = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public Connection(Endpoint endpoint) {
        endpoint.check();
        this.endpoint = endpoint;
        CLEANER.register(this, holder);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Takes a share. */
    public synchronized Connection share() {
        if (users == 0) {
            throw new LeewayException("The connection to " + endpoint.shown() + " was closed");
        }
        users++;
        return this;
    }

    /** Gives a share back; the last one ends the connection. */
    public synchronized void release() {
        if (users > 0 && --users == 0) {
            holder.run();
        }
    }

    /** Returns what calls are made on. */
    public synchronized Channel channel() {
        if (users == 0) {
            throw new LeewayException("The connection to " + endpoint.shown() + " was closed");
        }
        if (calls == null) {
            calls = open();
        }
        return calls;
    }

    private Channel open() {
        ChannelCredentials credentials = endpoint.security().credentials();
        ManagedChannel channel = Grpc.newChannelBuilder(endpoint.target(), credentials)
                .directExecutor()
                .disableRetry()
                .maxInboundMessageSize(endpoint.maxMessageBytes())
                .userAgent(client().replace(' ', '/'))
                .build();
        holder.channel = channel;
        Optional<String> token = endpoint.security().token();
        if (token.isEmpty()) {
            return channel;
        }
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token.get());
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Makes one call, and explains its failure. */
    public <T> T call(String what, Duration patience, Function<EnvironmentServiceBlockingStub, T> call) {
        try {
            T answer = call.apply(EnvironmentServiceGrpc.newBlockingStub(channel())
                    .withMaxOutboundMessageSize(Integer.MAX_VALUE)
                    .withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS));
            answers.incrementAndGet();
            return answer;
        } catch (StatusRuntimeException failure) {
            throw failures().explain(what, failure);
        }
    }

    /** Logs that an info is not carried, the first time. */
    public void tellOmitted(String info) {
        if (told.size() < MOST_TOLD && told.add(info)) {
            LOG.warn(
                    "{} gives the info {}, which is left out: its kind of value is not carried",
                    endpoint.shown(),
                    PlainText.of(info));
        }
    }

    /** Returns whether the server has answered before. */
    public boolean met() {
        return answers() > 0;
    }

    /** Returns how many calls the server has answered. */
    public long answers() {
        return answers.get();
    }

    /** Returns what explains failures. */
    public CallFailures failures() {
        return new CallFailures(endpoint, met());
    }

    /**
     * Asks the server what it is, once.
     *
     * @throws EnvironmentException if it does not answer
     * @throws LeewayException if it speaks another version of the protocol
     */
    public HandshakeResponse handshake() {
        prod();
        HandshakeRequest request = HandshakeRequest.newBuilder()
                .setProtocolVersion(PROTOCOL)
                .setClient(client())
                .build();
        HandshakeResponse response = quickly("the handshake", stub -> stub.handshake(request));
        String version = response.getProtocolVersion();
        if (!version.equals("1") && !version.startsWith("1.")) {
            throw new LeewayException("The server at " + endpoint.target() + " (" + response.getServer()
                    + ") speaks version '" + version + "' of the protocol, but this client speaks " + PROTOCOL
                    + ": use a server and a client of the same major version");
        }
        return response;
    }

    /** Makes a call that a server answers at once: where it does not, it is not there. */
    public <T> T quickly(String what, Function<EnvironmentServiceBlockingStub, T> call) {
        try {
            return call(what, endpoint.timeouts().connect(), call);
        } catch (EnvironmentException failure) {
            throw failure.kind() == EnvironmentException.Kind.TIMEOUT ? Outlasting.silence(failure) : failure;
        }
    }

    /**
     * Lets the next call try a lost connection anew, and not fail at once of the last attempt's failure, as calls do
     * until a later attempt succeeds.
     */
    public void prod() {
        ManagedChannel channel = holder.channel;
        if (channel != null && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.enterIdle();
        }
    }

    /** Makes the next call use a new connection: the present one may lead nowhere. */
    public void renew() {
        ManagedChannel channel = holder.channel;
        if (channel != null) {
            channel.enterIdle();
        }
    }

    private static String client() {
        String version = Connection.class.getPackage().getImplementationVersion();
        return "leeway-java " + (version == null ? "development" : version);
    }

    /** The owner of a channel, which ends it when nobody can use it any more. */
    private static final class Holder implements Runnable {
        private volatile @Nullable ManagedChannel channel;

        @Override
        public void run() {
            ManagedChannel open = channel;
            if (open != null) {
                open.shutdown();
            }
        }
    }
}
