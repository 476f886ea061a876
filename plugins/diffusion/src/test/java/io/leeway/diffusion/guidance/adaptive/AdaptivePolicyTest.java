package io.leeway.diffusion.guidance.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidance;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.Said;
import io.leeway.diffusion.guidance.SmallActions;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.FixedGuidanceStep;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import io.leeway.testkit.environment.LineEnvironments;
import io.leeway.testkit.environment.RiddleEnvironments;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdaptivePolicyTest {
    private static final Sampler SAMPLER = Samplers.sdeDpmSolver(16, 1);
    /** Few steps give too much variance for closed forms. */
    private static final Sampler EXACT = Samplers.sdeDpmSolver(128, 1);

    private final Said said = new Said();

    /**
     * Between a prior N(0, 1) and a policy N(1, 1) the gain is 1 − (u² + u)/2 with u = 1/(1 + λ): a gain of 1/2 takes λ
     * = 0.618. The pilots' own mean is off by a few hundredths.
     */
    @Test
    void findsTheCoefficientThatGivesTheGainInClosedForm() {
        Policy policy = SmallActions.policy(1, 1);
        SamplingRequest request = SmallActions.request(0, 1);
        Sample sample = EXACT.sample(request.withGuidance(scheme(0.5, 0.02), policy, null));
        double coefficient = figure(sample, "coefficient");
        assertThat(coefficient).isCloseTo(0.618, within(0.1));
        assertThat(figure(sample, "pilot_log_likelihood_gain")).isCloseTo(0.5, within(0.01));
        double gain = logLikelihood(sample, policy) - logLikelihood(EXACT.sample(request), policy);
        assertThat(gain).isCloseTo(0.5, within(0.05));
        assertThat(said.lines()).isEmpty();
    }

    @Test
    void keepsItsBudgetsWhateverThePolicyIs() {
        for (double budget : new double[] {0.05, 0.3, 1}) {
            for (Policy policy : new Policy[] {
                GaussianPolicy.constant(1, 1, 0.9f, 1),
                GaussianPolicy.constant(1, 1, -0.5f, 0.2f),
                GaussianPolicy.random(1, 1, RandomSource.of(4))
            }) {
                double possible = gain(policy, 1000);
                Sample sample = SAMPLER.sample(line().withGuidance(scheme(budget, 0.1), policy, null));
                double reached = figure(sample, "pilot_log_likelihood_gain");
                assertThat(reached).isCloseTo(Math.min(budget, possible), within(0.1 * budget + 1e-3));
                assertThat(figure(sample, "trials")).isBetween(1.0, 6.0);
            }
        }
    }

    @Test
    void guidesTheRequestAsPlainGuidanceWithThatCoefficientDoes() {
        Policy policy = GaussianPolicy.constant(1, 1, 0.9f, 1);
        Sample sample = SAMPLER.sample(line().withGuidance(scheme(0.1, 0.1), policy, null));
        double coefficient = figure(sample, "coefficient");
        Guidance plain = new PolicyGuidance(PolicyGuidanceConfig.of(Form.PROXIMAL, coefficient));
        Sample same = SAMPLER.sample(line().withGuidance(plain, policy, null));
        assertThat(sample.trajectories().values()).isEqualTo(same.trajectories().values());
        assertThat(sample.networkEvaluations()).isEqualTo(same.networkEvaluations());
        assertThat(figure(sample, "pilot_log_likelihood_gain")).isEqualTo(gain(policy, coefficient));
        assertThat(figure(sample, "pilot_evaluations")).isEqualTo((1 + figure(sample, "trials")) * 64 * 16);
    }

    @Test
    void givesTheSameWhateverTheSamplersBatch() {
        Policy policy = GaussianPolicy.constant(1, 1, 0.9f, 1);
        Guidance scheme = scheme(0.1, 0.01);
        Sample whole = SAMPLER.sample(line().withGuidance(scheme, policy, null));
        for (int batch : new int[] {7, 64, 256}) {
            Sample cut = Samplers.sdeDpmSolver(16, 1, batch).sample(line().withGuidance(scheme, policy, null));
            assertThat(cut.figures()).isEqualTo(whole.figures());
            assertThat(cut.trajectories().values())
                    .isEqualTo(whole.trajectories().values());
        }
    }

    /** The next position is the position plus twice the action; here they have nothing to do with each other. */
    @Test
    void findsTheCoefficientThatCostsADynamicsError() {
        Policy policy = GaussianPolicy.constant(1, 1, 0.9f, 0.5f);
        SamplingRequest request = line();
        double unguided = dynamicsError(EXACT.sample(request));
        assertThat(unguided).isCloseTo(2 + 4 * 0.17, within(0.3));
        double budget = unguided + 0.5;
        AdaptivePolicy scheme = new AdaptivePolicy(
                new AdaptivePolicyConfig(null, budget, null, 200, 6, 0.01, 0.001, 1000, null),
                new LineEnvironments(),
                Optional.empty(),
                said);
        Sample sample = EXACT.sample(request.withGuidance(scheme, policy, null));
        assertThat(figure(sample, "pilot_dynamics_error")).isCloseTo(budget, within(0.01 * budget));
        assertThat(dynamicsError(sample)).isCloseTo(budget, within(0.2));
        assertThat(said.lines()).isEmpty();
    }

    @Test
    void saysOnceThatABudgetIsOutOfReach() {
        Policy policy = GaussianPolicy.constant(1, 1, 0.9f, 1);
        Guidance scheme = scheme(50, 0.1);
        Sample sample = SAMPLER.sample(line().withGuidance(scheme, policy, null));
        SAMPLER.sample(line().withGuidance(scheme, policy, null));
        assertThat(figure(sample, "coefficient")).isGreaterThan(100);
        assertThat(said.lines()).hasSize(1);
        assertThat(said.lines().get(0))
                .startsWith("Guidance of type 'adaptive-policy' has a log-likelihood-gain of 0.")
                .contains(", not its budget of 50.0: after ", "comes nearest");
    }

    @Test
    void staysUnguidedWhereTheErrorIsBeyondItsBudgetAlready() {
        Guidance scheme =
                new AdaptivePolicy(AdaptivePolicyConfig.of(null, 0.1), new LineEnvironments(), Optional.empty(), said);
        Sample sample = SAMPLER.sample(line().withGuidance(scheme, GaussianPolicy.constant(1, 1, 0.9f, 1), null));
        assertThat(sample.figures()).containsEntry("coefficient", 0.0).containsEntry("trials", 0.0);
        assertThat(sample.trajectories().values())
                .isEqualTo(SAMPLER.sample(line()).trajectories().values());
        assertThat(said.lines()).hasSize(1);
        assertThat(said.lines().get(0)).endsWith("unguided trajectories are beyond it already, and stay unguided.");
    }

    @Test
    void saysThatThereIsNothingToMeasureAnErrorWith() {
        AdaptivePolicyConfig config = AdaptivePolicyConfig.of(null, 0.1);
        assertThatThrownBy(() -> new AdaptivePolicy(config, null, Optional.empty(), Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "A budget of dynamics-error is measured against an environment, and there is none here: only"
                                + " the runs of experiments have one. Give log-likelihood-gain instead.");
        Environments riddle = new RiddleEnvironments();
        assertThatThrownBy(() -> new AdaptivePolicy(config, riddle, Optional.empty(), Progress.NONE))
                .isInstanceOf(LeewayException.class)
                .hasMessage("A budget of dynamics-error is measured against the environment's own step from any"
                        + " observation, which " + riddle.spec().id()
                        + " does not offer. Give log-likelihood-gain instead.");
    }

    @Test
    void needsAPolicyAndARequestToPrepareFor() {
        assertThatThrownBy(() -> scheme(0.1, 0.1).prepare(SAMPLER, line()))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith("Guidance of type 'adaptive-policy' needs a target policy");
        Policy policy = GaussianPolicy.constant(1, 1, 0.9f, 1);
        float[] values = new float[SmallActions.LAYOUT.width()];
        FixedGuidanceStep step = new FixedGuidanceStep(
                0, 1, 1, 1, 1, values, values, line().denoiser().normalizer(), policy, null);
        assertThatThrownBy(() -> scheme(0.1, 0.1).guide(step))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prepare");
    }

    private static double figure(Sample sample, String name) {
        return Objects.requireNonNull(sample.figures().get(name), name);
    }

    private AdaptivePolicy scheme(double gain, double tolerance) {
        return new AdaptivePolicy(
                new AdaptivePolicyConfig(gain, null, null, 64, 6, tolerance, 0.001, 1000, null),
                null,
                Optional.empty(),
                said);
    }

    /** Positions N(0, 1) and actions tanh(N(0, 0.5²)), each independent of all others. */
    private static SamplingRequest line() {
        GaussianDenoiser denoiser = new GaussianDenoiser(8, 0, 1);
        denoiser.begin(new Normalizer(SmallActions.LAYOUT, new float[4], new float[] {1, 0.5f, 1, 0}));
        return SamplingRequest.of(denoiser, 300, RandomSource.of(1));
    }

    private static double gain(Policy policy, double coefficient) {
        SamplingRequest pilot = line().pilot(64, RandomSource.of(1).split("pilot"));
        Guidance guidance = new PolicyGuidance(PolicyGuidanceConfig.of(Form.PROXIMAL, coefficient));
        return logLikelihood(SAMPLER.sample(pilot.withGuidance(guidance, policy, null)), policy)
                - logLikelihood(SAMPLER.sample(pilot), policy);
    }

    private static double logLikelihood(Sample sample, Policy policy) {
        Transitions transitions = sample.trajectories().transitions();
        double[] values = new double[transitions.count()];
        policy.distribution(transitions.observations(), values.length).logLikelihood(transitions.actions(), values);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double dynamicsError(Sample sample) {
        Transitions transitions = sample.trajectories().transitions();
        double squares = 0;
        for (int i = 0; i < transitions.count(); i++) {
            double next = transitions.observations()[i] + 2 * transitions.actions()[i];
            squares += Math.pow(transitions.nextObservations()[i] - next, 2);
        }
        return squares / transitions.count();
    }
}
