package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.Broken;
import org.junit.jupiter.api.Test;

/** The samplers' contracts notice what they are for. */
final class FaultySamplerTest {
    private static final Sampler SOUND = new PlainEulerSampler(100);

    private static SamplingRequest changed(SamplingRequest request, RandomSource random, SamplingRequest parts) {
        return new SamplingRequest(
                request.denoiser(),
                request.count(),
                random,
                request.guidance(),
                request.policy(),
                request.critic(),
                parts.condition(),
                parts.known(),
                parts.start(),
                request.progress());
    }

    @Test
    void noticesThatKnownValuesAStartAndAConditionAreLeftOut() {
        assertThat(Broken.promises(LeavesOut.class))
                .containsExactlyInAnyOrder(
                        "holdsKnownValuesFixed",
                        "startsFromGivenTrajectoriesAndStaysNearThemWhereLittleNoiseIsAdded",
                        "givesEveryTrajectoryItsOwnCondition");
    }

    static final class LeavesOut extends SamplerContract {
        @Override
        protected Sampler sampler() {
            return request -> SOUND.sample(
                    changed(request, request.random(), SamplingRequest.of(request.denoiser(), 1, request.random())));
        }
    }

    @Test
    void noticesOneSeedForEverything() {
        assertThat(Broken.promises(IgnoresTheSeed.class))
                .containsExactly("isTheSameForTheSameSeedAndAnotherForAnother");
    }

    static final class IgnoresTheSeed extends SamplerContract {
        @Override
        protected Sampler sampler() {
            return request -> SOUND.sample(changed(request, RandomSource.of(5), request));
        }
    }

    @Test
    void noticesWrongCountsOfEvaluationsAndTrajectories() {
        assertThat(Broken.promises(Miscounts.class))
                .containsExactlyInAnyOrder(
                        "countsTheEvaluationsOfEachTrajectory",
                        "reportsEveryTrajectoryOnce",
                        "letsACancellationThrough");
    }

    static final class Miscounts extends SamplerContract {
        @Override
        protected Sampler sampler() {
            return request -> {
                Sample sample = SOUND.sample(request.withProgress((amount, detail) -> {}));
                return new Sample(sample.trajectories(), sample.networkEvaluations() + 1);
            };
        }
    }

    @Test
    void noticesNormalisedTrajectoriesAndATooNarrowDistribution() {
        assertThat(Broken.promises(StaysNormalised.class))
                .contains("reachesTheDistributionThatTheDenoiserLearned", "holdsKnownValuesFixed");
        assertThat(Broken.promises(Narrow.class)).contains("reachesTheDistributionThatTheDenoiserLearned");
    }

    static final class StaysNormalised extends SamplerContract {
        @Override
        protected Sampler sampler() {
            return request -> {
                Sample sample = SOUND.sample(request);
                request.denoiser().normalizer().normalize(sample.trajectories().values());
                return sample;
            };
        }
    }

    static final class Narrow extends SamplerContract {
        @Override
        protected Sampler sampler() {
            return new PlainEulerSampler(4);
        }
    }

    @Test
    void noticesGuidanceThatIsIgnored() {
        assertThat(Broken.promises(IgnoresGuidance.class))
                .contains(
                        "callsASchemeThatMovesTheNoisedTrajectoryOnceAStep",
                        "followsAMovedEstimate",
                        "followsAMovedNoisedTrajectory",
                        "letsTheFailureOfASchemeThrough");
    }

    static final class IgnoresGuidance extends SamplerGuidanceContract {
        @Override
        protected Sampler sampler() {
            return request -> SOUND.sample(SamplingRequest.of(request.denoiser(), request.count(), request.random())
                    .withProgress(request.progress()));
        }
    }

    @Test
    void noticesASchemeThatIsCalledTwiceOrWithoutAPolicy() {
        assertThat(Broken.promises(GuidesTwice.class))
                .contains(
                        "callsASchemeThatMovesTheNoisedTrajectoryOnceAStep", "givesASchemeEverythingThatTheRequestHas");
    }

    static final class GuidesTwice extends SamplerGuidanceContract {
        @Override
        protected Sampler sampler() {
            return request -> {
                Guidance scheme = request.guidance();
                Policy none = null;
                return SOUND.sample(scheme == null ? request : request.withGuidance(twice(scheme), none, null));
            };
        }

        private static Guidance twice(Guidance scheme) {
            return new Guidance() {
                @Override
                public Target target() {
                    return scheme.target();
                }

                @Override
                public void guide(io.leeway.spi.diffusion.GuidanceStep step) {
                    scheme.guide(step);
                    scheme.guide(step);
                }
            };
        }
    }
}
