package io.leeway.diffusion.guidance;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.TrajectoryLayout;
import org.jspecify.annotations.Nullable;

/** The inputs that a scheme cannot do without, checked. */
public final class Needs {
    private Needs() {}

    /**
     * Returns the target policy.
     *
     * @param type the scheme's name
     * @param layout the denoiser's
     * @throws LeewayException if there is none, or one of other sizes
     */
    public static Policy policy(String type, @Nullable Policy policy, TrajectoryLayout layout) {
        if (policy == null) {
            throw new LeewayException("Guidance of type '" + type
                    + "' needs a target policy, but this request has none. Give one, or choose guidance {type: none}.");
        }
        if (policy.observationSize() != layout.observationSize() || policy.actionSize() != layout.actionSize()) {
            throw new LeewayException("The target policy takes " + policy.observationSize()
                    + " observation columns and gives " + policy.actionSize()
                    + " action columns, but the denoiser's trajectories have " + layout.observationSize() + " and "
                    + layout.actionSize() + ". Guide with a policy that was trained on the same task.");
        }
        return policy;
    }

    /**
     * Returns the target critic.
     *
     * @param type the scheme's name
     * @throws LeewayException if there is none
     */
    static Critic critic(String type, @Nullable Critic critic) {
        if (critic == null) {
            throw new LeewayException(
                    "Guidance of type '" + type + "' needs the agent's critic, but this agent has none."
                            + " Choose an agent that learns one, such as td3-bc or iql, or guidance {type: policy}.");
        }
        return critic;
    }
}
