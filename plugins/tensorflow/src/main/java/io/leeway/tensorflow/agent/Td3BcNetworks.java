package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.tensorflow.graph.Mlp;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The actor, the two critics, and the target of each. */
final class Td3BcNetworks {
    private final Program program;
    private final Mlp actorNetwork;
    private final Mlp criticNetwork;
    private final Parameters actor;
    private final Parameters actorTarget;
    private final List<Parameters> critics;
    private final List<Parameters> criticTargets;

    Td3BcNetworks(Program program, Task task, List<Integer> hidden, RandomSource random) {
        this.program = program;
        actorNetwork = new Mlp(task.observationSize(), hidden, task.actionSize());
        criticNetwork = new Mlp(task.observationSize() + task.actionSize(), hidden, 1);
        actor = actorNetwork.create(program, "actor", random.split("actor"));
        critics = List.of(
                criticNetwork.create(program, "critic-0", random.split("critic-0")),
                criticNetwork.create(program, "critic-1", random.split("critic-1")));
        actorTarget = actor.copy(program, "actor-target");
        criticTargets = List.of(
                critics.get(0).copy(program, "critic-0-target"), critics.get(1).copy(program, "critic-1-target"));
    }

    Parameters actor() {
        return actor;
    }

    Parameters actorTarget() {
        return actorTarget;
    }

    List<Parameters> critics() {
        return critics;
    }

    List<Parameters> criticTargets() {
        return criticTargets;
    }

    /** Builds an actor's actions, within (-1, 1), for scaled observations. */
    Operand<TFloat32> act(Weights weights, Operand<TFloat32> observation) {
        return program.ops().math.tanh(actorNetwork.build(program.ops(), weights, observation));
    }

    /** Builds a critic's values, one column, for scaled observations and actions. */
    Operand<TFloat32> value(Weights weights, Operand<TFloat32> observation, Operand<TFloat32> action) {
        Operand<TFloat32> both =
                program.ops().concat(List.of(observation, action), program.ops().constant(1));
        return criticNetwork.build(program.ops(), weights, both);
    }

    /** Builds the smaller of two critics' values. */
    Operand<TFloat32> smallerValue(List<Parameters> pair, Operand<TFloat32> observation, Operand<TFloat32> action) {
        return program.ops()
                .math
                .minimum(value(pair.get(0), observation, action), value(pair.get(1), observation, action));
    }
}
