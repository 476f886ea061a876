package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.CodecException;
import io.leeway.bridge.codec.FlatRows;
import io.leeway.proto.env.v1.TerminationsRequest;
import io.leeway.proto.env.v1.TerminationsResponse;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.Environments.Terminations;

/** The rule of termination of a served environment, asked in as many calls as the server's limits make it. */
final class RemoteTerminations implements Terminations {
    private final StatelessCalls calls;
    private final Endpoint endpoint;
    private final FlatRows observations;
    private final FlatRows actions;
    private final int rows;

    RemoteTerminations(StatelessCalls calls, Endpoint endpoint, RemoteFacts facts) {
        this.calls = calls;
        this.endpoint = endpoint;
        observations = FlatRows.of(facts.spec().observationSpace(), "observation");
        actions = FlatRows.of(facts.spec().actionSpace(), "action");
        long bytes = 8L * (2 * observations.size() + actions.size());
        rows = facts.rows(bytes, endpoint.maxMessageBytes());
    }

    @Override
    public void terminated(
            double[] before, double[] taken, double[] nextObservations, int count, boolean[] terminated) {
        for (int from = 0; from < count; from += rows) {
            int to = Math.min(count, from + rows);
            TerminationsRequest.Builder request = TerminationsRequest.newBuilder()
                    .setObservations(observations.encode(before, from, to))
                    .setActions(actions.encode(taken, from, to))
                    .setNextObservations(observations.encode(nextObservations, from, to));
            TerminationsResponse response = calls.ask(new StatelessCalls.Question<>(
                    "terminations",
                    (stub, made) -> stub.terminations(request.setSessionId(made.getSessionId())
                            .setSessionToken(made.getSessionToken())
                            .build())));
            try {
                boolean[] ended = BitMasks.decode(response.getTerminated(), to - from, "The terminated flags");
                System.arraycopy(ended, 0, terminated, from, to - from);
            } catch (CodecException unreadable) {
                throw new EnvironmentException(
                        Kind.ENVIRONMENT_ERROR,
                        "The server of " + endpoint.shown() + " gave terminations that cannot be: "
                                + unreadable.getMessage(),
                        unreadable);
            }
        }
    }
}
