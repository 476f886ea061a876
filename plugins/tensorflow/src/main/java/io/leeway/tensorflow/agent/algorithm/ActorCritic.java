package io.leeway.tensorflow.agent.algorithm;

import io.leeway.tensorflow.agent.Algorithm;
import io.leeway.tensorflow.agent.actor.Actor;
import io.leeway.tensorflow.agent.update.ActionValue;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.layer.Expressions;
import java.util.List;

/**
 * An algorithm with an actor, and critics that targets follow.
 *
 * @param <A> the kind of actor
 */
abstract class ActorCritic<A extends Actor> implements Algorithm {
    final Workbench bench;
    final Expressions math;
    final A actor;
    final List<? extends ActionValue> critics;
    final List<ActionValue> criticTargets;

    /** Makes the critics' targets. */
    ActorCritic(Workbench bench, A actor, List<? extends ActionValue> critics) {
        this.bench = bench;
        this.actor = actor;
        this.critics = critics;
        math = bench.math();
        criticTargets = bench.targets(critics);
    }

    @Override
    public final Actor actor() {
        return actor;
    }

    @Override
    public final List<? extends ActionValue> critics() {
        return critics;
    }
}
