package io.leeway.diffusion.guidance;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.diffusion.GuidanceStep;

/**
 * The target policy's log-likelihood of a step's actions, row by row: its gradient and curvature by action. Keeps its
 * buffers from one step to the next.
 */
final class PolicyLikelihood {
    private final ActionRows rows = new ActionRows();
    private float[] gradient = new float[0];
    private float[] curvature = new float[0];

    /**
     * Asks the policy about the actions at the observations of {@code values}.
     *
     * @param values the step's noised trajectories or their estimate
     * @throws LeewayException if the step has no policy, or one of other sizes
     */
    void ask(GuidanceStep step, float[] values) {
        Policy policy = Needs.policy("policy", step.policy(), step.layout());
        rows.read(step, values);
        gradient = rows.sized(gradient);
        curvature = rows.sized(curvature);
        ActionDistribution distribution = policy.distribution(rows.observations(), rows.count());
        distribution.gradient(rows.actions(), gradient);
        distribution.curvature(rows.actions(), curvature);
    }

    /** Returns the actions that the policy was asked about. */
    ActionRows rows() {
        return rows;
    }

    /** Returns the gradient, by action in data units. */
    float[] gradient() {
        return gradient;
    }

    float gradient(int row, int column) {
        return gradient[row * rows.actionSize() + column];
    }

    float curvature(int row, int column) {
        return curvature[row * rows.actionSize() + column];
    }
}
