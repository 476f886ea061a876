package io.leeway.bridge.server.environment;

import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.Rewards;
import io.leeway.bridge.codec.ValueCodec;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.proto.env.v1.TransitionRequest;
import io.leeway.proto.env.v1.TransitionResponse;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The true outcomes of one session's environments, asked for on its thread. Not safe for several threads. */
public final class TrueOutcomes {
    private final Supplier<DynamicsOracle> maker;
    private final ValueCodec observations;
    private final ValueCodec actions;
    private final int mostRows;
    private @Nullable DynamicsOracle oracle;

    private TrueOutcomes(Supplier<DynamicsOracle> maker, ValueCodec observations, ValueCodec actions, int mostRows) {
        this.maker = maker;
        this.observations = observations;
        this.actions = actions;
        this.mostRows = mostRows;
    }

    /** Returns whether there is an oracle whose rows can be carried: flat observations and actions of real numbers. */
    public static boolean known(Environments environments) {
        return isReal(environments.spec().observationSpace())
                && isReal(environments.spec().actionSpace())
                && environments.oracle().isPresent();
    }

    private static boolean isReal(Space space) {
        return space instanceof Space.Box box && box.type().isReal();
    }

    public static TrueOutcomes of(
            Environments environments, ValueCodec observations, ValueCodec actions, int mostRows) {
        return new TrueOutcomes(() -> environments.oracle().orElseThrow(), observations, actions, mostRows);
    }

    public TransitionResponse answer(TransitionRequest request) {
        int rows = rows(request.getObservations().getTensor(), mostRows);
        double[] from = observations.decode(request.getObservations(), rows).reals();
        double[] chosen = actions.decode(request.getActions(), rows).reals();
        double[] next = new double[from.length];
        double[] rewards = new double[rows];
        boolean[] terminated = new boolean[rows];
        if (oracle == null) {
            oracle = maker.get();
        }
        oracle.transition(from, chosen, rows, next, rewards, terminated);
        return TransitionResponse.newBuilder()
                .setNextObservations(observations.encode(new io.leeway.spi.environment.Value.Reals(next), rows))
                .setRewards(Rewards.encode(rewards))
                .setTerminated(BitMasks.encode(terminated))
                .build();
    }

    /** Returns how many rows a tensor has, if that is not too many. */
    static int rows(Tensor tensor, int mostRows) {
        if (tensor.getShapeCount() == 0 || tensor.getShape(0) == 0) {
            throw RequestRefused.badRequest("The observations must be a tensor with one row or more");
        }
        long rows = Integer.toUnsignedLong(tensor.getShape(0));
        if (rows > mostRows) {
            throw RequestRefused.exhausted(
                    rows + " rows were asked for, but max-transition-rows is " + mostRows + ": ask for fewer at once");
        }
        return (int) rows;
    }
}
