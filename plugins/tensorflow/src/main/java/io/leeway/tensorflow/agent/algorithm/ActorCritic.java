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
public abstract class ActorCritic<A extends Actor> implements Algorithm {
    protected final Workbench bench;
    protected final Expressions math;
    protected final A actor;
    protected final List<? extends ActionValue> critics;
    protected final List<ActionValue> criticTargets;

    /** Makes the critics' targets. */
    protected ActorCritic(Workbench bench, A actor, List<? extends ActionValue> critics) {
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
