package io.leeway.diffusion.guidance.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.dynamics.RandomFeatures;
import io.leeway.diffusion.dynamics.RandomFeaturesConfig;
import io.leeway.diffusion.guidance.SmallActions;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import io.leeway.testkit.dynamics.LinearDynamics;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Models of one-dimensional dynamics, whose data has actions in [-0.5, 0.5] alone. */
final class DisagreementTest {
    private static final int STEPS = 4000;
    private static final double SEEN = 0.5;
    private static final Policy POLICY = GaussianPolicy.constant(1, 1, 0.95f, 0.2f);
    private static final Normalizer UNIT = normalizer(1);

    private final Dynamics learned = model((x, a) -> 0.5 * x + Math.sin(4 * a));
    private final Disagreement curved = new Disagreement(learned);

    private static Normalizer normalizer(float deviation) {
        return new Normalizer(SmallActions.LAYOUT, new float[4], new float[] {deviation, 1, 1, 1});
    }

    private static Dynamics model(DoubleBinaryOperator dynamics) {
        RandomSource random = RandomSource.of(3);
        Transitions data = Transitions.zeros(1, 1, STEPS);
        for (int i = 0; i < STEPS; i++) {
            data.observations()[i] = (float) random.nextGaussian();
            data.actions()[i] = (float) (SEEN * (2 * random.nextDouble() - 1));
            data.nextObservations()[i] = (float) dynamics.applyAsDouble(data.observations()[i], data.actions()[i]);
        }
        RandomFeatures model = new RandomFeatures(new RandomFeaturesConfig(5, 96, 8192, 1e-4), RandomSource.of(1));
        model.begin(data);
        model.update(data, 5);
        return model;
    }

    private static Transitions at(float action) {
        Transitions transitions = Transitions.zeros(1, 1, 9);
        for (int i = 0; i < 9; i++) {
            transitions.observations()[i] = (i - 4) / 4f;
            transitions.actions()[i] = action;
        }
        return transitions;
    }

    private static double of(Disagreement models, float action) {
        return models.measure(at(action), POLICY, UNIT);
    }

    /** Members that are 0, 0.3 and 0.6 apart have a variance of 0.09. */
    @Test
    void itIsTheVarianceOfTheMembersMeansInUnitsOfTheData() {
        Dynamics apart = new LinearDynamics(new double[][] {{1, 1}, {0, 0}}, 7, 3, 0.3, 1);
        assertThat(of(new Disagreement(apart), 0.5f)).isCloseTo(0.09, within(1e-6));
        assertThat(new Disagreement(apart).measure(at(0.5f), POLICY, normalizer(3)))
                .isCloseTo(0.01, within(1e-7));
    }

    /** Whatever was drawn for each, linear dynamics are fitted exactly but for the ridge, everywhere. */
    @Test
    void modelsOfLinearDynamicsAgree() {
        Disagreement linear = new Disagreement(model((x, a) -> 0.9 * x + 0.3 * a));
        assertThat(of(linear, 0)).isLessThan(1e-6);
        assertThat(of(linear, 1)).isLessThan(1e-3);
    }

    @Test
    void modelsDisagreeAwayFromTheData() {
        double inside = Math.max(of(curved, 0), of(curved, 0.4f));
        assertThat(inside).isLessThan(1e-3);
        assertThat(of(curved, 0.8f)).isGreaterThan(10 * inside);
        assertThat(of(curved, 1)).isGreaterThan(of(curved, 0.8f));
    }

    @Test
    void guidanceKeepsToABudgetOfIt() {
        Sampler sampler = Samplers.sdeDpmSolver(32, 1);
        GaussianDenoiser denoiser = new GaussianDenoiser(8, 0, 1);
        denoiser.begin(new Normalizer(SmallActions.LAYOUT, new float[4], new float[] {1, 0.25f, 1, 0}));
        SamplingRequest request = SamplingRequest.of(denoiser, 100, RandomSource.of(1));
        double unguided =
                curved.measure(sampler.sample(request).trajectories().transitions(), POLICY, denoiser.normalizer());
        double budget = unguided + 0.02;
        AdaptivePolicy scheme = new AdaptivePolicy(config(budget), null, Optional.of(() -> learned), Progress.NONE);
        Sample sample = sampler.sample(request.withGuidance(scheme, POLICY, null));
        assertThat(sample.figures().get("coefficient")).isPositive();
        double reached = curved.measure(sample.trajectories().transitions(), POLICY, denoiser.normalizer());
        assertThat(reached).isBetween(0.5 * budget, 2 * budget).isGreaterThan(unguided);
        assertThat(sample.figures()).containsKey("pilot_disagreement");
    }

    private static AdaptivePolicyConfig config(double budget) {
        return new AdaptivePolicyConfig(null, null, budget, 100, 10, 0.05, 0.001, 1000, null);
    }

    @Test
    void saysWhatItLacks() {
        assertThatThrownBy(() -> new AdaptivePolicy(config(1), null, Optional.empty(), Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("there is none here");
        Dynamics alone = new LinearDynamics(new double[][] {{1, 1}, {0, 0}}, 1, 1, 0, 1);
        assertThatThrownBy(() -> new AdaptivePolicy(config(1), null, Optional.of(() -> alone), Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("this one has 1");
    }

    /** No other budget opens, or has a run train, a model. */
    @Test
    void onlyThisBudgetNeedsAModel() {
        assertThat(config(1).needs(Dynamics.class)).isTrue();
        AdaptivePolicyConfig other = AdaptivePolicyConfig.of(0.2, null);
        assertThat(other.needs(Dynamics.class)).isFalse();
        assertThat(other.needs(Policy.class)).isTrue();
        new AdaptivePolicy(
                other,
                null,
                Optional.of(() -> {
                    throw new AssertionError("opened for nothing");
                }),
                Progress.NONE);
    }
}
