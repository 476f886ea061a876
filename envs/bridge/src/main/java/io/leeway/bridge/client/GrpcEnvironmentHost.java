package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Connection;
import io.leeway.bridge.client.connection.Outlasting;
import io.leeway.proto.env.v1.Capability;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.Limits;
import io.leeway.proto.env.v1.ListSpecsRequest;
import io.leeway.proto.env.v1.ListSpecsResponse;
import io.leeway.proto.env.v1.SpecSummary;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentHost;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A server of environments, over gRPC. */
public final class GrpcEnvironmentHost implements EnvironmentHost {
    private static final int MOST_LISTED = 100_000;

    private final GrpcHostConfig config;
    private final Connection connection;
    private final Outlasting outlasting;

    /** Creates the client of a server. */
    @Inject
    public GrpcEnvironmentHost(GrpcHostConfig config) {
        this.config = config;
        this.connection = new Connection(config.endpoint(""));
        this.outlasting = new Outlasting(connection);
    }

    @Override
    public Facts facts() {
        HandshakeResponse server = connection.handshake();
        return new Facts(
                server.getServer(),
                server.getProtocolVersion(),
                new TreeMap<>(server.getVersionsMap()),
                server.getCapabilitiesList().stream()
                        .filter(each -> each != Capability.UNRECOGNIZED)
                        .map(each -> each.name()
                                .replace("CAPABILITY_", "")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .toList(),
                limits(server.getLimits()));
    }

    private static Map<String, String> limits(Limits limits) {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("sessions", Integer.toUnsignedString(limits.getSessions()));
        named.put("environments-per-session", Integer.toUnsignedString(limits.getEnvironmentsPerSession()));
        named.put("environments", Integer.toUnsignedString(limits.getEnvironments()));
        named.put("message-bytes", Long.toUnsignedString(limits.getMessageBytes()));
        named.put("tensor-bytes", Long.toUnsignedString(limits.getTensorBytes()));
        named.put("pipeline-depth", Integer.toUnsignedString(limits.getPipelineDepth()));
        named.put("transition-rows", Integer.toUnsignedString(limits.getTransitionRows()));
        named.put("renders-per-second", Double.toString(limits.getRendersPerSecond()));
        named.put("idle-seconds", Double.toString(limits.getIdleSeconds()));
        named.put("resume-seconds", Double.toString(limits.getResumeSeconds()));
        return named;
    }

    @Override
    public List<Listed> list(String filter) {
        List<Listed> listed = new ArrayList<>();
        String page = "";
        do {
            ListSpecsRequest request = ListSpecsRequest.newBuilder()
                    .setContains(filter)
                    .setPageToken(page)
                    .build();
            ListSpecsResponse response =
                    outlasting.call(() -> connection.quickly("listing", stub -> stub.listSpecs(request)));
            for (SpecSummary spec : response.getSpecsList()) {
                listed.add(new Listed(spec.getId(), Math.max(0, spec.getMaximumEpisodeSteps())));
            }
            boolean stuck = response.getNextPageToken().equals(page) && !page.isEmpty();
            if (stuck || listed.size() > MOST_LISTED) {
                throw new LeewayException("The list of the server at " + config.target() + " has no end");
            }
            page = response.getNextPageToken();
        } while (!page.isEmpty());
        return listed;
    }

    @Override
    public Duration ping() {
        long began = System.nanoTime();
        connection.handshake();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** {@inheritDoc} They have a connection of their own. */
    @Override
    public Environments environments(String id, Map<String, Object> options) {
        return new GrpcEnvironments(List.of(config.endpoint(id)), Map.copyOf(options));
    }

    @Override
    public void close() {
        connection.release();
    }
}
