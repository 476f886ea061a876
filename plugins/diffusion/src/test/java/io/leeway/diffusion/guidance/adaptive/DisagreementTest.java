package io.leeway.diffusion.guidance.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.diffusion.guidance.SmallActions;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Models of one-dimensional dynamics, whose data has actions in [-0.5, 0.5] alone. */
final class DisagreementTest {
    private static final int STEPS = 4000;
    private static final double SEEN = 0.5;
    private static final Policy POLICY = GaussianPolicy.constant(1, 1, 0.95f, 0.2f);
    private static final Normalizer UNUSED =
            new Normalizer(SmallActions.LAYOUT, new float[4], new float[] {1, 1, 1, 1});

    private final Disagreement curved = Disagreement.on(data((x, a) -> 0.5 * x + Math.sin(4 * a), false));

    private static Dataset data(DoubleBinaryOperator dynamics, boolean terminal) {
        RandomSource random = RandomSource.of(3);
        float[] observations = new float[2 * STEPS];
        float[] actions = new float[STEPS];
        int[] lengths = new int[STEPS];
        boolean[] terminated = new boolean[STEPS];
        boolean[] truncated = new boolean[STEPS];
        for (int i = 0; i < STEPS; i++) {
            lengths[i] = 1;
            terminated[i] = terminal;
            truncated[i] = !terminal;
            observations[2 * i] = (float) random.nextGaussian();
            actions[i] = (float) (SEEN * (2 * random.nextDouble() - 1));
            observations[2 * i + 1] = (float) dynamics.applyAsDouble(observations[2 * i], actions[i]);
        }
        return new Dataset(1, 1, observations, actions, new float[STEPS], lengths, terminated, truncated, Map.of());
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
        return models.measure(at(action), POLICY, UNUSED);
    }

    /** Whatever was drawn for each, linear dynamics are fitted exactly but for the ridge, everywhere. */
    @Test
    void modelsOfLinearDynamicsAgree() {
        Disagreement linear = Disagreement.on(data((x, a) -> 0.9 * x + 0.3 * a, false));
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

    /** The models' mean is the truth where the data is. */
    @Test
    void aModelPredictsWhatItHasSeen() {
        Transitions all = data((x, a) -> 0.5 * x + Math.sin(4 * a), false).transitions();
        DynamicsModel.Scale scale = DynamicsModel.Scale.of(all);
        double[] change = DynamicsModel.fit(all, scale, RandomSource.of(1)).change(at(0.3f));
        for (int i = 0; i < 9; i++) {
            double x = (i - 4) / 4.0;
            double truth = (0.5 * x + Math.sin(1.2) - x) / scale.deviation()[0];
            assertThat(Math.abs(change[i] - truth)).isLessThan(0.03);
        }
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
        AdaptivePolicy scheme = new AdaptivePolicy(
                new AdaptivePolicyConfig(null, null, budget, 100, 10, 0.05, 0.001, 1000, null),
                null,
                data((x, a) -> 0.5 * x + Math.sin(4 * a), false),
                Progress.NONE);
        Sample sample = sampler.sample(request.withGuidance(scheme, POLICY, null));
        assertThat(sample.figures().get("coefficient")).isPositive();
        double reached = curved.measure(sample.trajectories().transitions(), POLICY, denoiser.normalizer());
        assertThat(reached).isBetween(0.5 * budget, 2 * budget).isGreaterThan(unguided);
        assertThat(sample.figures()).containsKey("pilot_disagreement");
    }

    @Test
    void saysWhatItLacks() {
        assertThatThrownBy(() -> Disagreement.on(null))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("there is no dataset here");
        Dataset ends = data((x, a) -> x, true);
        assertThatThrownBy(() -> Disagreement.on(ends))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("every transition of this one is terminal");
    }
}
