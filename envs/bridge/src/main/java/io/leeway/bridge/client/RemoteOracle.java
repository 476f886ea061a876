package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.CodecException;
import io.leeway.bridge.codec.Rewards;
import io.leeway.proto.env.v1.TransitionRequest;
import io.leeway.proto.env.v1.TransitionResponse;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.Value;
import java.util.Arrays;

/** The oracle of a served environment, asked in as many calls as the server's limits make it. */
final class RemoteOracle implements DynamicsOracle {

    private final StatelessCalls calls;
    private final Endpoint endpoint;
    private final RemoteFacts facts;
    private final int observationSize;
    private final int actionSize;
    private final int rows;

    RemoteOracle(StatelessCalls calls, Endpoint endpoint, RemoteFacts facts, int observationSize, int actionSize) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.facts = facts;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        long bytes = facts.observations().tensorBytes(1) + facts.actions().tensorBytes(1) + 9;
        rows = facts.rows(bytes, endpoint.maxMessageBytes());
    }

    @Override
    public void transition(
            double[] observations,
            double[] actions,
            int count,
            double[] nextObservations,
            double[] rewards,
            boolean[] terminated) {
        for (int from = 0; from < count; from += rows) {
            int to = Math.min(count, from + rows);
            TransitionRequest.Builder request = TransitionRequest.newBuilder()
                    .setObservations(
                            facts.observations().encode(part(observations, from, to, observationSize), to - from))
                    .setActions(facts.actions().encode(part(actions, from, to, actionSize), to - from));
            TransitionResponse response = calls.ask(new StatelessCalls.Question<>(
                    "true outcomes",
                    (stub, made) -> stub.transition(request.setSessionId(made.getSessionId())
                            .setSessionToken(made.getSessionToken())
                            .build())));
            try {
                double[] next = facts.observations()
                        .decode(response.getNextObservations(), to - from)
                        .reals();
                System.arraycopy(next, 0, nextObservations, from * observationSize, next.length);
                System.arraycopy(Rewards.decode(response.getRewards(), to - from), 0, rewards, from, to - from);
                boolean[] ended = BitMasks.decode(response.getTerminated(), to - from, "The terminated flags");
                System.arraycopy(ended, 0, terminated, from, to - from);
            } catch (CodecException unreadable) {
                throw new EnvironmentException(
                        Kind.ENVIRONMENT_ERROR,
                        "The server of " + endpoint.shown() + " gave outcomes that cannot be: "
                                + unreadable.getMessage(),
                        unreadable);
            }
        }
    }

    private static Value part(double[] values, int from, int to, int size) {
        return new Value.Reals(Arrays.copyOfRange(values, from * size, to * size));
    }
}
