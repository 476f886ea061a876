package io.leeway.tensorflow.bench;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.algorithm.Awac;
import io.leeway.tensorflow.agent.algorithm.AwacConfig;
import io.leeway.tensorflow.agent.algorithm.Bc;
import io.leeway.tensorflow.agent.algorithm.BcConfig;
import io.leeway.tensorflow.agent.algorithm.Edac;
import io.leeway.tensorflow.agent.algorithm.EdacConfig;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.algorithm.Rebrac;
import io.leeway.tensorflow.agent.algorithm.RebracConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.agent.algorithm.Td3Bc;
import io.leeway.tensorflow.agent.algorithm.Td3BcConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Cql;
import io.leeway.tensorflow.agent.algorithm.conservative.CqlConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;
import java.util.Locale;

/** An algorithm whose speed can be measured, in its default configuration. */
public enum MeasuredAgent {
    /** TD3+BC: an actor step and two steps of both critics. */
    TD3_BC,
    /** IQL: a step of the value, of both critics and of the actor. */
    IQL,
    /** Behaviour cloning. */
    BC,
    /** CQL with several actions of each kind. */
    CQL,
    /** SAC-N with many critics. */
    SAC_N,
    /** EDAC with many critics. */
    EDAC,
    /** AWAC. */
    AWAC,
    /** ReBRAC: two steps of both critics, each on transitions of its own, and one of the actor. */
    REBRAC;

    /** Returns its name as a plugin. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        return switch (this) {
            case TD3_BC -> new Td3Bc(DefaultConfig.of(Td3BcConfig.class, config), task, dataset, random, device);
            case IQL -> new Iql(DefaultConfig.of(IqlConfig.class, config), task, dataset, random, device);
            case BC -> new Bc(DefaultConfig.of(BcConfig.class, config), task, dataset, random, device);
            case CQL -> new Cql(DefaultConfig.of(CqlConfig.class, config), task, dataset, random, device);
            case SAC_N -> new SacN(DefaultConfig.of(SacNConfig.class, config), task, dataset, random, device);
            case EDAC -> new Edac(DefaultConfig.of(EdacConfig.class, config), task, dataset, random, device);
            case AWAC -> new Awac(DefaultConfig.of(AwacConfig.class, config), task, dataset, random, device);
            case REBRAC -> new Rebrac(DefaultConfig.of(RebracConfig.class, config), task, dataset, random, device);
        };
    }

    /**
     * Returns the operations of the matrix products in an update of one transition, or 0 where they were not counted. A
     * pass forward through a network counts once, and the gradient by its weights and by its input once each.
     *
     * @param actor operations of a pass through the actor
     * @param critic operations of a pass through one critic
     * @param value operations of a pass through a network of observations alone
     */
    double operations(double actor, double critic, double value) {
        return switch (this) {
            case TD3_BC -> 4 * actor + 18 * critic;
            case IQL -> 3 * actor + 8 * critic + 4 * value;
            case BC -> 3 * actor;
            default -> 0;
        };
    }
}
