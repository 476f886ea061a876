package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.client.connection.Outlasting;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What several servers of one environment are, by all of them that answer.
 *
 * @param facts of the first one
 * @param first which it is
 */
record FleetFacts(RemoteFacts facts, int first) {
    private static final Logger LOG = LoggerFactory.getLogger(FleetFacts.class);

    /**
     * Asks all servers at the same time. One that is away is left out, and held to the others' answer when it comes.
     *
     * @throws LeewayException if two differ in what results depend on, or are the same server, naming both
     * @throws EnvironmentException if none answers, naming each
     */
    static FleetFacts ask(List<ServedEnvironments> servers) {
        List<CompletableFuture<RemoteFacts>> asked = new ArrayList<>();
        for (ServedEnvironments each : servers) {
            CompletableFuture<RemoteFacts> answer = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        try {
                            answer.complete(each.facts());
                        } catch (RuntimeException | Error failure) {
                            answer.completeExceptionally(failure);
                        }
                    },
                    "leeway-servers");
            thread.setDaemon(true);
            thread.start();
            asked.add(answer);
        }
        return compared(servers, asked);
    }

    private static FleetFacts compared(List<ServedEnvironments> servers, List<CompletableFuture<RemoteFacts>> asked) {
        FleetFacts fleet = null;
        List<EnvironmentException> away = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            try {
                RemoteFacts facts = asked.get(i).join();
                for (int j = fleet == null ? i : fleet.first; j < i; j++) {
                    if (!asked.get(j).isCompletedExceptionally()) {
                        check(
                                asked.get(j).join(),
                                servers.get(j).endpoint(),
                                facts,
                                servers.get(i).endpoint());
                    }
                }
                fleet = fleet == null ? new FleetFacts(facts, i) : fleet;
            } catch (CompletionException failed) {
                away.add(outage(failed));
            }
        }
        if (fleet == null) {
            throw FirstServer.none(away);
        }
        Endpoint first = servers.get(fleet.first).endpoint();
        for (ServedEnvironments each : servers) {
            each.expect(fleet.facts, first);
        }
        away.forEach(each -> LOG.warn("{}; the other servers do without it until it is there", each.getMessage()));
        return fleet;
    }

    private static EnvironmentException outage(CompletionException failed) {
        if (failed.getCause() instanceof EnvironmentException failure && Outlasting.isOutage(failure)) {
            return failure;
        } else if (failed.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        throw failed;
    }

    /** Refuses two servers that differ in what results depend on, or are one. */
    static void check(RemoteFacts one, Endpoint at, RemoteFacts other, Endpoint otherAt) {
        HandshakeResponse server = other.server();
        if (!server.getInstance().isEmpty()
                && server.getInstance().equals(one.server().getInstance())) {
            throw new LeewayException("The targets " + at.target() + " and " + otherAt.target()
                    + " are the same server: name each server once");
        }
        List<String> differences = one.changesTo(
                server,
                other.wire(),
                (what, here, there) ->
                        what + " is " + here + " at " + at.target() + " and " + there + " at " + otherAt.target());
        if (!differences.isEmpty()) {
            throw new LeewayException("The servers of " + at.id() + " at " + at.target() + " and " + otherAt.target()
                    + " are not the same: " + String.join("; ", differences)
                    + ". Results would not compare: start both alike, or leave one out of 'targets'");
        }
    }
}
