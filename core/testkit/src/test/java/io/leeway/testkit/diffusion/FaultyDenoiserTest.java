package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.testkit.Broken;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The denoisers' contract notices what it is for. */
final class FaultyDenoiserTest {
    @Test
    void noticesWritingPastTheCount() {
        assertThat(Broken.promises(WritesTooFar.class))
                .contains("estimatesAnyCountInArraysThatAreLongerAndLeavesItsInputAlone");
    }

    static final class WritesTooFar extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return watched((noised, sigma, condition, count, estimate) ->
                    Arrays.fill(estimate, count * 5 * 7, estimate.length, 0));
        }
    }

    @Test
    void noticesWritingToTheInput() {
        assertThat(Broken.promises(WritesToTheInput.class))
                .contains("estimatesAnyCountInArraysThatAreLongerAndLeavesItsInputAlone");
    }

    static final class WritesToTheInput extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return watched((noised, sigma, condition, count, estimate) -> noised[0] += 1);
        }
    }

    @Test
    void noticesEstimatesThatDependOnTheRestOfTheBatch() {
        assertThat(Broken.promises(MixesTheBatch.class))
                .containsExactlyInAnyOrder("estimatesATrajectoryWhateverElseIsInItsBatch", "trainingLowersTheLoss");
    }

    static final class MixesTheBatch extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return new ObservedDenoiser(
                    new GaussianDenoiser(5, 0, 1), (noised, sigma, condition, count, estimate) -> {}) {
                @Override
                public void denoise(
                        float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate) {
                    float[] same = sigma.clone();
                    Arrays.fill(same, sigma[0]);
                    super.denoise(noised, same, condition, count, estimate);
                }
            };
        }
    }

    @Test
    void noticesThatAStepIsForgotten() {
        assertThat(Broken.promises(ForgetsItsStep.class)).contains("goesOnFromACheckpointWithTheSameBytes");
    }

    static final class ForgetsItsStep extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return new ObservedDenoiser(
                    new GaussianDenoiser(5, 0, 1), (noised, sigma, condition, count, estimate) -> {}) {
                @Override
                public void load(Path directory) {
                    super.load(directory);
                    begin(normalizer());
                }
            };
        }
    }

    @Test
    void noticesThatDamageAndNaNsAreSwallowed() {
        assertThat(Broken.promises(SwallowsFailures.class))
                .contains("refusesACheckpointThatIsMissingTruncatedOrAltered", "stopsWhenTheLossIsNoLongerFinite");
    }

    static final class SwallowsFailures extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return new ObservedDenoiser(
                    new GaussianDenoiser(5, 0, 1), (noised, sigma, condition, count, estimate) -> {}) {
                @Override
                public Map<String, Double> update(Windows training, int times) {
                    try {
                        return super.update(training, times);
                    } catch (LeewayException swallowed) {
                        return Map.of("loss", Double.NaN);
                    }
                }

                @Override
                public void load(Path directory) {
                    try {
                        super.load(directory);
                    } catch (LeewayException swallowed) {
                        assertThat(swallowed.getMessage()).isNotBlank();
                    }
                }
            };
        }
    }

    @Test
    void noticesUnseededNoiseInTheHeldOutLoss() {
        assertThat(Broken.promises(MeasuresAnotherLoss.class)).contains("measuresTheSameLossEachTime");
    }

    static final class MeasuresAnotherLoss extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return new ObservedDenoiser(
                    new GaussianDenoiser(5, 0, 1), (noised, sigma, condition, count, estimate) -> {}) {
                @Override
                public double heldOutLoss(Windows heldOut) {
                    return super.heldOutLoss(heldOut) + random.nextDouble();
                }
            };
        }
    }

    @Test
    void noticesAWholeLoopThatEndsElsewhere() {
        assertThat(Broken.promises(LeavesTheLoopUndone.class)).contains("runsAWholeLoopAsItIsRunStageByStage");
    }

    static final class LeavesTheLoopUndone extends DenoiserContract {
        @Override
        protected Denoiser denoiser(RandomSource random) {
            return ObservedDenoiser.fused(new GaussianDenoiser(5, 0, 1), noised -> noised[0] *= 2);
        }
    }

    private static Denoiser watched(ObservedDenoiser.Observer fault) {
        return new ObservedDenoiser(new GaussianDenoiser(5, 0, 1), fault);
    }
}
