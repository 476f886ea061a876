package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.agent.QuadraticCritic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Sampler} to a {@link Guidance} scheme: when it calls, with what, and at what price. */
public abstract class SamplerGuidanceContract {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);
    private static final int HORIZON = 3;
    private static final int COUNT = 5;
    private static final int SIZE = COUNT * HORIZON * LAYOUT.width();

    private final GaussianDenoiser denoiser = GaussianDenoiser.standard(LAYOUT, HORIZON, 0, 1);

    /** Creates the sampler, with any number of steps. */
    protected abstract Sampler sampler();

    private record Scheme(Target target, Consumer<GuidanceStep> action) implements Guidance {
        @Override
        public void guide(GuidanceStep step) {
            action.accept(step);
        }
    }

    @Test
    void neverCallsASchemeThatMovesNothing() {
        Sample guided = sample(Guidance.Target.NOTHING, step -> {
            throw new AssertionError("called");
        });
        assertThat(guided.trajectories().values())
                .isEqualTo(sampler().sample(request()).trajectories().values());
    }

    @Test
    void callsASchemeThatMovesTheNoisedTrajectoryOnceAStep() {
        List<Integer> indices = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        sample(Guidance.Target.NOISED, step -> {
            indices.add(step.index());
            sigmas.add(step.sigma());
            steps.add(step.steps());
        });
        assertThat(indices)
                .containsExactlyElementsOf(
                        IntStream.range(0, steps.get(0)).boxed().toList());
        assertThat(steps).containsOnly(steps.get(0));
        for (int i = 1; i < sigmas.size(); i++) {
            assertThat(sigmas.get(i)).isPositive().isLessThan(sigmas.get(i - 1));
        }
    }

    @Test
    void givesASchemeEverythingThatTheRequestHas() {
        for (Guidance.Target target : List.of(Guidance.Target.NOISED, Guidance.Target.ESTIMATE)) {
            GaussianPolicy policy = GaussianPolicy.constant(1, 1, 0, 1);
            QuadraticCritic critic = new QuadraticCritic(0);
            sampler()
                    .sample(request()
                            .withGuidance(
                                    new Scheme(target, step -> {
                                        assertThat(step.policy()).isSameAs(policy);
                                        assertThat(step.critic()).isSameAs(critic);
                                        assertThat(step.normalizer()).isSameAs(denoiser.normalizer());
                                        assertThat(step.count()).isEqualTo(COUNT);
                                        assertThat(step.horizon()).isEqualTo(HORIZON);
                                        assertThat(step.index()).isBetween(0, step.steps() - 1);
                                        assertThat(step.sigma()).isPositive();
                                        assertThat(step.noised()).hasSizeGreaterThanOrEqualTo(SIZE);
                                        assertThat(step.estimate()).hasSizeGreaterThanOrEqualTo(SIZE);
                                    }),
                                    policy,
                                    critic));
        }
    }

    @Test
    void showsTheEstimateOfTheNoisedTrajectoryAtTheStepsNoiseLevel() {
        for (Guidance.Target target : List.of(Guidance.Target.NOISED, Guidance.Target.ESTIMATE)) {
            sample(target, step -> {
                float[] expected = new float[SIZE];
                float[] sigma = new float[COUNT];
                Arrays.fill(sigma, (float) step.sigma());
                denoiser.denoise(step.noised(), sigma, null, COUNT, expected);
                assertThat(Arrays.copyOf(step.estimate(), SIZE)).isEqualTo(expected);
                assertThat(step.estimate()).isSameAs(step.estimate());
            });
        }
    }

    @Test
    void followsAMovedEstimate() {
        Trajectories given = sample(Guidance.Target.ESTIMATE, step -> Arrays.fill(step.estimate(), 0, SIZE, 0.25f))
                .trajectories();
        for (int row = 0; row < COUNT * HORIZON; row++) {
            assertThat(given.values()[2 * row]).isBetween(0.2f, 0.3f);
        }
    }

    @Test
    void followsAMovedNoisedTrajectory() {
        float[] unguided = sampler().sample(request()).trajectories().values();
        float[] guided = sample(Guidance.Target.NOISED, step -> {
                    for (int i = 0; i < SIZE; i++) {
                        step.noised()[i] += 0.1f;
                    }
                })
                .trajectories()
                .values();
        for (int row = 0; row < COUNT * HORIZON; row++) {
            int i = row * LAYOUT.width();
            assertThat(guided[i]).isGreaterThan(unguided[i] + 0.05f);
        }
    }

    @Test
    void takesNoEvaluationForAMovedEstimateAndOneAStepForAMovedTrajectoryWhoseEstimateWasAskedFor() {
        long unguided = sampler().sample(request()).networkEvaluations();
        int[] steps = new int[1];
        Sample onEstimate = sample(Guidance.Target.ESTIMATE, GuidanceStep::estimate);
        Sample blind = sample(Guidance.Target.NOISED, step -> steps[0] = step.steps());
        long before = denoiser.evaluations();
        Sample informed = sample(Guidance.Target.NOISED, GuidanceStep::estimate);
        assertThat(denoiser.evaluations() - before).isEqualTo(COUNT * informed.networkEvaluations());
        assertThat(onEstimate.networkEvaluations()).isEqualTo(unguided);
        assertThat(blind.networkEvaluations()).isEqualTo(unguided);
        assertThat(informed.networkEvaluations()).isEqualTo(unguided + steps[0]);
    }

    @Test
    void conditionsAnEstimateWhereASchemeAsksAtNoCostAndUntilTheNext() {
        long unguided = sampler().sample(request()).networkEvaluations();
        Condition condition = new Condition(1, new float[] {1, 2, 3, 4, 5});
        boolean[] asked = new boolean[1];
        Sample sample = sample(Guidance.Target.ESTIMATE, step -> {
            boolean first = !asked[0];
            asked[0] = true;
            if (first) {
                step.condition(condition);
            }
            float[] expected = new float[SIZE];
            float[] sigma = new float[COUNT];
            Arrays.fill(sigma, (float) step.sigma());
            denoiser.denoise(step.noised(), sigma, first ? condition : null, COUNT, expected);
            assertThat(Arrays.copyOf(step.estimate(), SIZE)).isEqualTo(expected);
        });
        assertThat(sample.networkEvaluations()).isEqualTo(unguided);
    }

    @Test
    void asksASchemeOnceToPrepareAndHandsItsFiguresOn() {
        List<SamplingRequest> asked = new ArrayList<>();
        Scheme prepared = new Scheme(Guidance.Target.ESTIMATE, step -> Arrays.fill(step.estimate(), 0, SIZE, 0.25f));
        Guidance scheme = new Guidance() {
            @Override
            public Target target() {
                return Target.ESTIMATE;
            }

            @Override
            public void guide(GuidanceStep step) {
                throw new AssertionError("not the prepared scheme");
            }

            @Override
            public Guidance prepare(Sampler sampler, SamplingRequest request) {
                asked.add(request);
                sampler.sample(request.pilot(2, RandomSource.of(7)));
                return new WithFigures(prepared, Map.of("coefficient", 2.5));
            }
        };
        SamplingRequest request = request().withGuidance(scheme, null, null);
        Sample sample = sampler().sample(request);
        assertThat(asked).containsExactly(request);
        assertThat(sample.figures()).isEqualTo(Map.of("coefficient", 2.5));
        assertThat(sample.trajectories().values()[0]).isBetween(0.2f, 0.3f);
        assertThat(sampler().sample(request()).figures()).isEmpty();
    }

    private record WithFigures(Scheme scheme, Map<String, Double> figures) implements Guidance {
        @Override
        public Target target() {
            return scheme.target();
        }

        @Override
        public void guide(GuidanceStep step) {
            scheme.guide(step);
        }
    }

    @Test
    void letsTheFailureOfASchemeThrough() {
        assertThatThrownBy(() -> sample(Guidance.Target.ESTIMATE, step -> {
                    throw new LeewayException("no policy");
                }))
                .isInstanceOf(LeewayException.class)
                .hasMessage("no policy");
    }

    private Sample sample(Guidance.Target target, Consumer<GuidanceStep> action) {
        return sampler().sample(request().withGuidance(new Scheme(target, action), null, null));
    }

    private SamplingRequest request() {
        return SamplingRequest.of(denoiser, COUNT, RandomSource.of(1));
    }
}
