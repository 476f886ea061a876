package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.client.connection.Outlasting;
import io.leeway.bridge.codec.JsonObjects;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Environments of a server, or of several that serve the same one, over gRPC. Nothing is asked of a server before the
 * first use.
 *
 * <p>Several servers are {@linkplain #places places} that can be used side by side. What needs one of them uses the
 * first that answers, and another where that one is away. They are compared at first: servers that differ in what
 * results depend on are refused, and one that comes later is held to what the others are.
 *
 * <p>Safe for several threads; what it makes is not.
 */
public final class GrpcEnvironments implements Environments {
    private final List<ServedEnvironments> servers;
    private final Outlasting outlasting;
    private @Nullable FirstServer<ServedEnvironments> compared;

    /** Creates the client of one environment. */
    @Inject
    public GrpcEnvironments(GrpcEnvironmentsConfig config) {
        this(config.endpoints(), values(config.kwargs()));
    }

    /**
     * Creates the client of one environment at one or several servers.
     *
     * @param kwargs what its constructor takes
     */
    GrpcEnvironments(List<Endpoint> endpoints, Map<String, Object> kwargs) {
        servers = endpoints.stream()
                .map(each -> new ServedEnvironments(each, kwargs))
                .toList();
        outlasting = new Outlasting(
                servers.stream().map(ServedEnvironments::connection).toList());
    }

    private static Map<String, Object> values(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, JsonObjects.scalar(text)));
        return values;
    }

    /** Returns the server to ask first, when the servers were compared. */
    private synchronized FirstServer<ServedEnvironments> one() {
        FirstServer<ServedEnvironments> first = compared;
        if (first == null) {
            int answering = servers.size() == 1 ? 0 : FleetFacts.ask(servers).first();
            first = new FirstServer<>(servers, answering);
            compared = first;
        }
        return first;
    }

    /** {@inheritDoc} Makes an environment to ask it, the first time, at every server. */
    @Override
    public EnvironmentSpec spec() {
        return one().first().spec();
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        FirstServer<ServedEnvironments> one = one();
        return servers.size() == 1
                ? one.first().make(options)
                : outlasting.call(() -> one.ask(server -> server.makeOnce(options)));
    }

    @Override
    public List<Environments> places() {
        one();
        return servers.size() == 1 ? List.of(this) : List.copyOf(servers);
    }

    @Override
    public boolean remote() {
        return true;
    }

    @Override
    public boolean canRender() {
        return one().first().canRender();
    }

    /** {@inheritDoc} There is one for flat observations and actions, where the server can set its simulator. */
    @Override
    public Optional<DynamicsOracle> oracle() {
        return capability(ServedEnvironments::oracle)
                .map(one -> (observations, actions, count, nextObservations, rewards, terminated) -> one.ask(oracle -> {
                    oracle.transition(observations, actions, count, nextObservations, rewards, terminated);
                    return true;
                }));
    }

    /** {@inheritDoc} There is one for real actions, where the server knows it. */
    @Override
    public Optional<Terminations> terminations() {
        return capability(ServedEnvironments::terminations)
                .map(one -> (observations, actions, nextObservations, count, terminated) -> one.ask(rule -> {
                    rule.terminated(observations, actions, nextObservations, count, terminated);
                    return true;
                }));
    }

    /** {@inheritDoc} They are drawn in a session of their own, as fast as the server allows. */
    @Override
    public Optional<StatePictures> statePictures() {
        return capability(ServedEnvironments::statePictures).map(AnyPictures::new);
    }

    /** Returns a capability of the server to ask first, and those of the others that have it too. */
    private <T> Optional<FirstServer<T>> capability(Function<ServedEnvironments, Optional<T>> of) {
        ServedEnvironments first = one().first();
        Optional<T> own = of.apply(first);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<T> all = new ArrayList<>(List.of(own.get()));
        for (ServedEnvironments each : servers) {
            if (each != first) {
                of.apply(each).ifPresent(all::add);
            }
        }
        return Optional.of(new FirstServer<>(all, 0));
    }

    @Override
    public void close() {
        servers.forEach(ServedEnvironments::close);
    }

    /** Pictures of states that any of several servers draws. */
    private record AnyPictures(FirstServer<StatePictures> one) implements StatePictures {
        @Override
        public Picture draw(double[] observation) {
            return one.ask(pictures -> pictures.draw(observation));
        }

        @Override
        public void close() {
            one.all().forEach(StatePictures::close);
        }
    }
}
