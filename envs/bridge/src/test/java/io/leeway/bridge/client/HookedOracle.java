package io.leeway.bridge.client;

import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The line, whose oracle does something before each answer: fail, hang, or end its own server. */
final class HookedOracle implements Environments {
    private final Environments line = new LineEnvironments();
    private final IntConsumer hook;
    private int asked;

    /** Does something before each answer, and is told the answer's number from 1. */
    HookedOracle(IntConsumer hook) {
        this.hook = hook;
    }

    /** Returns how often it was asked. */
    synchronized int asked() {
        return asked;
    }

    private synchronized int next() {
        return ++asked;
    }

    @Override
    public EnvironmentSpec spec() {
        return line.spec();
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return line.make(options);
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        DynamicsOracle truth = line.oracle().orElseThrow();
        return Optional.of((observations, actions, count, nextObservations, rewards, terminated) -> {
            hook.accept(next());
            truth.transition(observations, actions, count, nextObservations, rewards, terminated);
        });
    }
}
