package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import org.junit.jupiter.api.Test;

final class GaussianPolicyTest extends PolicyContract {
    @Override
    protected Policy policy() {
        return GaussianPolicy.random(3, 2, RandomSource.of(1));
    }

    @Test
    void isLinearInTheObservation() {
        Policy policy = new GaussianPolicy(2, new float[] {0.5f, -0.25f}, new float[] {0.125f}, new float[] {0.5f});
        float[] gradient = new float[2];
        float[] observations = {1, 1, 0, 2};
        policy.distribution(observations, 2).gradient(new float[] {0, 0}, gradient);
        assertThat(gradient).containsExactly(1.5f, -1.5f);
    }
}
