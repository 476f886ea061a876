package io.leeway.bridge.server.environment;

import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.FlatRows;
import io.leeway.proto.env.v1.TerminationsRequest;
import io.leeway.proto.env.v1.TerminationsResponse;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Environments.Terminations;
import io.leeway.spi.environment.Space;

/** The rule of termination of one session's environments, asked for on its thread. */
public final class TerminationRule {
    private final Environments environments;
    private final FlatRows observations;
    private final FlatRows actions;
    private final int mostRows;

    public TerminationRule(Environments environments, int mostRows) {
        this.environments = environments;
        this.mostRows = mostRows;
        observations = FlatRows.of(environments.spec().observationSpace(), "observation");
        actions = FlatRows.of(environments.spec().actionSpace(), "action");
    }

    /** Returns whether there is one that can be asked: for real actions. */
    public static boolean known(Environments environments) {
        return environments.spec().actionSpace() instanceof Space.Box box
                && box.type().isReal()
                && environments.terminations().isPresent();
    }

    public TerminationsResponse answer(TerminationsRequest request) {
        int rows = TrueOutcomes.rows(request.getNextObservations(), mostRows);
        double[] before = finite(observations.decode(request.getObservations(), rows), "observations");
        double[] taken = finite(actions.decode(request.getActions(), rows), "actions");
        double[] next = finite(observations.decode(request.getNextObservations(), rows), "next observations");
        boolean[] terminated = new boolean[rows];
        Terminations rule = environments.terminations().orElseThrow();
        rule.terminated(before, taken, next, rows, terminated);
        return TerminationsResponse.newBuilder()
                .setTerminated(BitMasks.encode(terminated))
                .build();
    }

    private static double[] finite(double[] values, String what) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw RequestRefused.badRequest("The " + what + " have " + value + ", but must be finite");
            }
        }
        return values;
    }
}
