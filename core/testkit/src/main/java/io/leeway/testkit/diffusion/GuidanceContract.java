package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.testkit.SpareArrays;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.agent.QuadraticCritic;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Guidance} scheme, once it was prepared for a request. */
public abstract class GuidanceContract {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(3, 2);
    private static final int HORIZON = 4;
    private static final int SIZE = HORIZON * LAYOUT.width();
    private static final int STEPS = 8;
    private static final WindowReturns RETURNS = new WindowReturns(10, 4, new float[] {2, 10, 18});

    /** Creates the scheme. */
    protected abstract Guidance guidance();

    @Test
    void declaresOneTarget() {
        Guidance guidance = guidance();
        Guidance.Target declared = guidance.target();
        assertThat(declared).isNotNull();
        Guidance prepared = prepared(guidance, policy(), critic());
        assertThat(prepared.target()).isEqualTo(declared);
        guide(prepared, step(0, 2));
        assertThat(prepared.target()).isEqualTo(declared);
    }

    @Test
    void movesItsTargetAndNothingElse() {
        Guidance guidance = prepared();
        boolean moved = false;
        for (int index = 0; index < STEPS; index++) {
            FixedGuidanceStep step = step(index, 3);
            float[] noised = step.noised().clone();
            float[] estimate = step.estimate().clone();
            guide(guidance, step);
            moved |= !Arrays.equals(noised, step.noised()) || !Arrays.equals(estimate, step.estimate());
            if (guidance.target() != Guidance.Target.NOISED) {
                assertThat(step.noised()).as("noised at step %d", index).isEqualTo(noised);
            }
            if (guidance.target() != Guidance.Target.ESTIMATE) {
                assertThat(step.estimate()).as("estimate at step %d", index).isEqualTo(estimate);
            }
        }
        assertThat(moved).isEqualTo(guidance.target() != Guidance.Target.NOTHING);
    }

    @Test
    void takesAnyCountInArraysThatAreLonger() {
        for (int count : new int[] {1, 2, 33}) {
            for (int index : new int[] {0, STEPS / 2, STEPS - 1}) {
                FixedGuidanceStep step = step(index, count);
                guide(prepared(), step);
                SpareArrays.assertFilled("noised", step.noised(), count * SIZE);
                SpareArrays.assertFilled("estimate", step.estimate(), count * SIZE);
            }
        }
    }

    @Test
    void movesTheSameStepTheSameWay() {
        FixedGuidanceStep one = step(STEPS / 2, 3);
        FixedGuidanceStep other = step(STEPS / 2, 3);
        guide(prepared(), one);
        guide(prepared(), other);
        assertThat(other.noised()).isEqualTo(one.noised());
        assertThat(other.estimate()).isEqualTo(one.estimate());
    }

    @Test
    void staysFiniteAtEveryNoiseLevelAndFarFromTheData() {
        for (double sigma : new double[] {0.002, 1, 80}) {
            FixedGuidanceStep step = step(STEPS / 2, 3, sigma, policy(), critic());
            for (int i = 0; i < 3 * SIZE; i++) {
                step.estimate()[i] *= 20;
            }
            guide(prepared(), step);
            SpareArrays.assertFilled("noised at sigma " + sigma, step.noised(), 3 * SIZE);
            SpareArrays.assertFilled("estimate at sigma " + sigma, step.estimate(), 3 * SIZE);
        }
    }

    @Test
    void worksWithoutAPolicyOrCriticOrSaysThatItCannot() {
        assertWorksOrSays(step(STEPS / 2, 2, 1, null, critic()));
        assertWorksOrSays(step(STEPS / 2, 2, 1, policy(), null));
    }

    private void assertWorksOrSays(GuidanceStep step) {
        Throwable failure = catchThrowable(() -> guide(prepared(guidance(), step.policy(), step.critic()), step));
        if (failure != null) {
            assertThat(failure).isInstanceOf(LeewayException.class);
            assertThat(failure.getMessage()).containsPattern("policy|critic");
        }
    }

    @Test
    void findsTheSameEachTimeThatItIsPrepared() {
        Map<String, Double> figures = prepared().figures();
        assertThat(prepared().figures()).isEqualTo(figures);
        figures.forEach((name, value) -> assertThat(value).as(name).isFinite());
    }

    private Guidance prepared() {
        return prepared(guidance(), policy(), critic());
    }

    private static Guidance prepared(Guidance guidance, @Nullable Policy policy, @Nullable Critic critic) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, 0, 1).withReturns(RETURNS);
        denoiser.begin(normalizer());
        SamplingRequest request = SamplingRequest.of(denoiser, 16, RandomSource.of(3));
        return guidance.prepare(new PlainEulerSampler(STEPS), request.withGuidance(guidance, policy, critic));
    }

    private static void guide(Guidance guidance, GuidanceStep step) {
        if (guidance.target() != Guidance.Target.NOTHING) {
            guidance.guide(step);
        } else {
            assertThatCode(() -> guidance.guide(step)).doesNotThrowAnyException();
        }
    }

    private static FixedGuidanceStep step(int index, int count) {
        return step(index, count, 4.0 / (index + 1), policy(), critic());
    }

    private static FixedGuidanceStep step(
            int index, int count, double sigma, @Nullable Policy policy, @Nullable Critic critic) {
        RandomSource random = RandomSource.of(1);
        float[] estimate = SpareArrays.gaussian(random, count * SIZE);
        float[] noised = SpareArrays.gaussian(random, count * SIZE);
        for (int i = 0; i < count * SIZE; i++) {
            noised[i] = estimate[i] + (float) sigma * noised[i];
        }
        return new FixedGuidanceStep(
                index, STEPS, sigma, count, HORIZON, noised, estimate, normalizer(), policy, critic, RETURNS);
    }

    private static Normalizer normalizer() {
        float[] mean = {1, -1, 0, 0.2f, -0.1f, 3, 0};
        float[] deviation = {2, 1, 0.5f, 0.8f, 0.4f, 2, 0};
        return new Normalizer(LAYOUT, mean, deviation);
    }

    private static Policy policy() {
        return GaussianPolicy.random(3, 2, RandomSource.of(2));
    }

    private static Critic critic() {
        return new QuadraticCritic(0.5f, -0.5f);
    }
}
