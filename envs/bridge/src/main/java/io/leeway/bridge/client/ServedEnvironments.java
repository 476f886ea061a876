package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Connection;
import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.client.connection.Outlasting;
import io.leeway.bridge.codec.JsonObjects;
import io.leeway.proto.env.v1.AutoresetMode;
import io.leeway.proto.env.v1.CloseRequest;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.InfoSelection;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.TimeLimit;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environments of one server. Nothing is asked of the server before the first use.
 *
 * <p>What the server says of itself at first is what later answers are held to: a server that was started again with
 * another simulator, model or setting is refused, so that no results mix. Safe for several threads; what it makes is
 * not.
 */
final class ServedEnvironments implements Environments {
    private static final Logger LOG = LoggerFactory.getLogger(ServedEnvironments.class);

    /** The protocol's name for the infos before a reset, which it does not select by their own names. */
    private static final String FINAL_INFO = "final_info";

    private static final VectorOptions ONE = VectorOptions.of(1, io.leeway.spi.environment.AutoresetMode.DISABLED)
            .withInfos(Set.of());

    private final Connection connection;
    private final Outlasting outlasting;
    private final Map<String, Object> kwargs;
    private final StatelessCalls calls;
    private @Nullable RemoteFacts facts;
    private @Nullable Endpoint expectedOf;
    private boolean closed;

    /**
     * Creates the client of one environment.
     *
     * @param kwargs what its constructor takes
     */
    ServedEnvironments(Endpoint endpoint, Map<String, Object> kwargs) {
        this.connection = new Connection(endpoint);
        this.kwargs = kwargs;
        this.outlasting = new Outlasting(connection);
        this.calls = new StatelessCalls(connection, () -> openOnce(ONE));
    }

    Endpoint endpoint() {
        return connection.endpoint();
    }

    /** {@inheritDoc} Makes an environment to ask it, the first time. */
    @Override
    public EnvironmentSpec spec() {
        return facts().spec();
    }

    /** Returns what is known of the environment, and asks for it the first time. */
    synchronized RemoteFacts facts() {
        if (facts == null) {
            open(ONE).close();
        }
        return Objects.requireNonNull(facts);
    }

    /** Holds a server that has not been there yet to what another one is. */
    synchronized void expect(RemoteFacts others, Endpoint other) {
        if (facts == null) {
            facts = others;
            expectedOf = other;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Makes environments with one try, where {@link #make} waits for a server that is away. */
    VectorEnvironment makeOnce(VectorOptions options) {
        return new RemoteVectorEnvironment(openOnce(options), options);
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new RemoteVectorEnvironment(open(options), options);
    }

    private synchronized RemoteSession open(VectorOptions options) {
        return outlasting.call(() -> openOnce(options));
    }

    private synchronized RemoteSession openOnce(VectorOptions options) {
        checkOpen();
        Connection share = connection.share();
        try {
            HandshakeResponse server = share.handshake();
            MakeResponse made = make(share, server, options);
            try {
                facts = checked(server, made);
            } catch (RuntimeException useless) {
                discard(share, made);
                throw useless;
            }
            return new RemoteSession(share, facts, made, server.getInstance());
        } catch (RuntimeException failure) {
            share.release();
            throw failure;
        }
    }

    /** Returns what is known now: what was known at first, with the server's present limits. */
    private RemoteFacts checked(HandshakeResponse server, MakeResponse made) {
        RemoteFacts known = facts;
        if (known == null) {
            return RemoteFacts.of(endpoint(), server, made.getSpec());
        }
        Endpoint other = expectedOf;
        if (other != null) {
            RemoteFacts own = RemoteFacts.of(endpoint(), server, made.getSpec());
            FleetFacts.check(known, other, own, endpoint());
            expectedOf = null;
            return own;
        }
        List<String> changes = known.changesTo(server, made.getSpec(), RemoteFacts.IN_TIME);
        if (!changes.isEmpty()) {
            throw new LeewayException(endpoint().shown() + " is no longer what it was at first: "
                    + String.join("; ", changes)
                    + ". Results would not compare: start the server as it was, or begin anew");
        }
        return new RemoteFacts(server, known.wire(), known.spec(), known.observations(), known.actions());
    }

    private static void discard(Connection share, MakeResponse made) {
        CloseRequest request = CloseRequest.newBuilder()
                .setSessionId(made.getSessionId())
                .setSessionToken(made.getSessionToken())
                .build();
        try {
            share.call("closing", share.endpoint().timeouts().connect(), stub -> stub.close(request));
        } catch (RuntimeException unreachable) {
            LOG.debug("A session was left for the server to close: {}", unreachable.getMessage());
        }
    }

    private MakeResponse make(Connection share, HandshakeResponse server, VectorOptions options) {
        int most = server.getLimits().getEnvironmentsPerSession();
        if (most > 0 && options.count() > most) {
            throw new LeewayException(endpoint().shown() + " allows " + most + " environments a session, but "
                    + options.count() + " were asked for: raise the server's max-environments-per-session");
        }
        MakeRequest request = MakeRequest.newBuilder()
                .setId(endpoint().id())
                .setCount(options.count())
                .setAutoreset(
                        switch (options.autoreset()) {
                            case NEXT_STEP -> AutoresetMode.AUTORESET_MODE_NEXT_STEP;
                            case SAME_STEP -> AutoresetMode.AUTORESET_MODE_SAME_STEP;
                            case DISABLED -> AutoresetMode.AUTORESET_MODE_DISABLED;
                        })
                .setKwargsJson(JsonObjects.encode(kwargs, "kwargs"))
                .setTimeLimit(options.timeLimit() ? TimeLimit.TIME_LIMIT_UNSPECIFIED : TimeLimit.TIME_LIMIT_OFF)
                .setRenderMode(options.rendered() ? RemoteFacts.RENDER_MODE : "")
                .setInfos(selection(options))
                .setNotes(options.noted())
                .setStepTimeoutSeconds(endpoint().timeouts().step().toNanos() / 1e9)
                .build();
        return share.call("making environments", endpoint().timeouts().make(), stub -> stub.make(request));
    }

    private static InfoSelection.Builder selection(VectorOptions options) {
        InfoSelection.Builder selection = InfoSelection.newBuilder().setItems(true);
        if (options.infos().equals(VectorOptions.ALL_INFOS)) {
            return selection.setAll(true);
        }
        boolean last = options.autoreset() == io.leeway.spi.environment.AutoresetMode.SAME_STEP
                && !options.infos().isEmpty();
        selection.addAllNames(options.infos().stream().sorted().toList());
        return last ? selection.addNames(FINAL_INFO) : selection;
    }

    @Override
    public boolean remote() {
        return true;
    }

    @Override
    public boolean canRender() {
        return facts().canRender();
    }

    /** {@inheritDoc} There is one for flat observations and actions, where the server can set its simulator. */
    @Override
    public Optional<DynamicsOracle> oracle() {
        RemoteFacts known = facts();
        if (known.hasOracle()
                && known.spec().observationSpace() instanceof Space.Box observations
                && observations.type().isReal()
                && known.spec().actionSpace() instanceof Space.Box actions
                && actions.type().isReal()) {
            return Optional.of(new RemoteOracle(calls, endpoint(), known, observations.size(), actions.size()));
        }
        return Optional.empty();
    }

    /** {@inheritDoc} There is one for real actions, where the server knows it. */
    @Override
    public Optional<Terminations> terminations() {
        RemoteFacts known = facts();
        boolean real = known.spec().actionSpace() instanceof Space.Box actions
                && actions.type().isReal();
        return known.hasTerminations() && real
                ? Optional.of(new RemoteTerminations(calls, endpoint(), known))
                : Optional.empty();
    }

    /** {@inheritDoc} They are drawn in a session of their own, as fast as the server allows. */
    @Override
    public Optional<StatePictures> statePictures() {
        RemoteFacts known = facts();
        return known.hasStatePictures()
                ? Optional.of(new RemoteStatePictures(
                        new StatelessCalls(connection, () -> openOnce(ONE.withPictures())), endpoint(), known))
                : Optional.empty();
    }

    private void checkOpen() {
        if (closed) {
            throw new LeewayException("The connection to " + endpoint().shown() + " was closed");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        calls.close();
        connection.release();
    }
}
