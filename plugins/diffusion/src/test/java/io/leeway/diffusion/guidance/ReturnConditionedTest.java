package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The denoiser's conditional estimate is exact: a condition of c shifts the mean of every value by c. */
final class ReturnConditionedTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(2, 1);
    private static final int COUNT = 20;
    private static final WindowReturns RETURNS = new WindowReturns(10, 4, new float[] {2, 6, 10, 14, 18});

    private final Said said = new Said();

    @Test
    void samplesTheDistributionThatIsShiftedByTheConditionTimesTheCoefficient() {
        for (Sampler sampler : List.of(Samplers.sdeDpmSolver(16, 1), Samplers.heun(8, 10), Samplers.dpmSolver(8))) {
            for (double coefficient : new double[] {0, 0.5, 1, 3}) {
                // A return of 16 is 1.5 standard deviations above the mean.
                float[] guided =
                        sample(sampler, coefficient, 16.0, null).trajectories().values();
                float[] exact = sampler.sample(request(coefficient * 1.5))
                        .trajectories()
                        .values();
                for (int i = 0; i < guided.length; i++) {
                    boolean flag = i % LAYOUT.width() == LAYOUT.terminalColumn();
                    assertThat((double) guided[i]).isCloseTo(exact[i], within(flag ? 1.0 : 2e-3));
                }
            }
        }
    }

    @Test
    void evaluatesTwiceAStepOnlyWhereItMixes() {
        Sampler sampler = Samplers.sdeDpmSolver(16, 1);
        for (double coefficient : new double[] {0, 1}) {
            assertThat(sample(sampler, coefficient, null, 0.5).networkEvaluations())
                    .isEqualTo(16);
        }
        assertThat(sample(sampler, 2, null, 0.5).networkEvaluations()).isEqualTo(32);
    }

    @Test
    void conditionsOnAQuantileOfTheTrainingWindowsReturns() {
        Sampler sampler = Samplers.dpmSolver(8);
        assertThat(sample(sampler, 1, null, 0.875).figures()).containsEntry("condition_return", 16.0);
        assertThat(sample(sampler, 1, null, 0.875).trajectories().values())
                .isEqualTo(sample(sampler, 1, 16.0, null).trajectories().values());
        assertThat(sample(sampler, 1, null, null).figures().get("condition_return"))
                .isCloseTo(RETURNS.quantile(0.95), within(1e-9));
    }

    @Test
    void saysOnceThatNoSuchReturnWasLearned() {
        ReturnConditioned scheme = scheme(1, 100.0, null);
        SamplingRequest request = request(0).withGuidance(scheme, null, null);
        Samplers.dpmSolver(4).sample(request);
        Samplers.dpmSolver(4).sample(request);
        assertThat(said.lines())
                .containsExactly(
                        "Trajectories are conditioned on a return of 100.0, but those that the denoiser learned"
                                + " from have 2.000 to 18.00: expect no more than that.");
    }

    @Test
    void saysThatTheDenoiserLearnedNoReturns() {
        GaussianDenoiser denoiser = GaussianDenoiser.standard(LAYOUT, 3, 0, 1);
        assertThatThrownBy(() -> Samplers.dpmSolver(4)
                        .sample(SamplingRequest.of(denoiser, 1, RandomSource.of(1))
                                .withGuidance(scheme(2, null, null), null, null)))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "Guidance of type 'return-conditioned' needs a denoiser that learned returns, but this one did"
                                + " not. Train it with condition: return, "
                                + "which the edm denoisers have, or choose guidance"
                                + " {type: none}.");
    }

    private Sample sample(
            Sampler sampler, double coefficient, @Nullable Double targetReturn, @Nullable Double quantile) {
        return sampler.sample(request(0).withGuidance(scheme(coefficient, targetReturn, quantile), null, null));
    }

    private ReturnConditioned scheme(double coefficient, @Nullable Double targetReturn, @Nullable Double quantile) {
        return new ReturnConditioned(new ReturnConditionedConfig(coefficient, targetReturn, quantile), said);
    }

    private static SamplingRequest request(double mean) {
        GaussianDenoiser denoiser =
                GaussianDenoiser.standard(LAYOUT, 3, mean, 0.7).withReturns(RETURNS);
        return SamplingRequest.of(denoiser, COUNT, RandomSource.of(1));
    }
}
