package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.ValueGradientConfig.Scale;
import io.leeway.diffusion.sampling.Samplers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.FixedGuidanceStep;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How schemes that ask a critic move the estimate, against central differences in double precision. */
final class CriticGradientTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(3, 2);
    private static final int HORIZON = 5;
    private static final int COUNT = 8;
    private static final int WIDTH = LAYOUT.width();
    private static final double SIGMA = 0.5;
    private static final double VARIANCE = 0.2;

    private final SineCritic critic = new SineCritic(1);
    private final Policy policy = GaussianPolicy.random(3, 2, RandomSource.of(1));
    private final Normalizer normalizer = new Normalizer(
            LAYOUT, new float[] {1, -1, 0, 0.2f, -0.1f, 3, 0}, new float[] {2, 1, 0.5f, 0.8f, 0.4f, 2, 0});

    @Test
    void valueGradientMovesByTheGradientTimesThePosteriorVariance() {
        FixedGuidanceStep step = step(critic);
        double[] slopes = slopes(step, critic::value);
        float[] moved = moved(new ValueGradient(ValueGradientConfig.of(Scale.RAW, 2)), step);
        for (int i = 0; i < moved.length; i++) {
            assertThat((double) moved[i]).isCloseTo(2 * VARIANCE * slopes[i], within(2e-6));
        }
    }

    @Test
    void aGradientOfUnitLengthIsThatOfEachTrajectory() {
        FixedGuidanceStep step = step(critic);
        double[] slopes = slopes(step, critic::value);
        float[] moved = moved(new ValueGradient(ValueGradientConfig.of(Scale.UNIT, 3)), step);
        int size = HORIZON * WIDTH;
        for (int first = 0; first < moved.length; first += size) {
            double squares = 0;
            for (int i = first; i < first + size; i++) {
                squares += slopes[i] * slopes[i];
            }
            for (int i = first; i < first + size; i++) {
                assertThat((double) moved[i]).isCloseTo(3 * VARIANCE * slopes[i] / Math.sqrt(squares), within(2e-6));
            }
        }
    }

    @Test
    void dividedByTheMeanValueItDoesNotDependOnTheRewardsScale() {
        Guidance scheme = new ValueGradient(ValueGradientConfig.of(Scale.MEAN_VALUE, 2));
        SineCritic larger = new SineCritic(1000);
        Guidance one = scheme.prepare(Samplers.sdeDpmSolver(8, 1), request(critic));
        Guidance other = scheme.prepare(Samplers.sdeDpmSolver(8, 1), request(larger));
        float[] moved = moved(one, step(critic));
        float[] movedByLarger = moved(other, step(larger));
        double divisor = Objects.requireNonNull(one.figures().get("pilot_mean_value"));
        double[] slopes = slopes(step(critic), critic::value);
        assertThat(divisor).isBetween(1.5, 2.5);
        assertThat(other.figures().get("pilot_mean_value")).isCloseTo(1000 * divisor, within(0.1));
        for (int i = 0; i < moved.length; i++) {
            assertThat((double) moved[i]).isCloseTo(2 * VARIANCE * slopes[i] / divisor, within(2e-6));
            assertThat((double) movedByLarger[i]).isCloseTo(moved[i], within(2e-6));
        }
    }

    /** Rows at the cap stay; there are some of both kinds. */
    @Test
    void advantageWeightsMoveByTheGradientOfTheirLogarithm() {
        double temperature = 0.5;
        double cap = 2;
        ToDoubleBiFunction<double[], double[]> logWeight = (observation, action) -> {
            float[] state = {(float) observation[0], (float) observation[1], (float) observation[2]};
            float[] mode = new float[2];
            policy.act(state, 1, mode);
            double advantage =
                    critic.value(observation, action) - critic.value(observation, SineCritic.row(mode, 0, 2));
            return Math.log(Math.min(cap, Math.exp(advantage / temperature)));
        };
        FixedGuidanceStep step = step(critic);
        double[] slopes = slopes(step, logWeight);
        float[] moved = moved(new AdvantageWeighted(AdvantageWeightedConfig.of(temperature, cap)), step);
        int atCap = 0;
        for (int i = 0; i < moved.length; i++) {
            assertThat((double) moved[i]).isCloseTo(VARIANCE * slopes[i], within(4e-6));
            atCap += i % WIDTH == 3 && moved[i] == 0 ? 1 : 0;
        }
        assertThat(atCap).isBetween(4, COUNT * HORIZON - 4);
    }

    @Test
    void saysThatThereIsNoCritic() {
        String message = "' needs the agent's critic, but this agent has none. Choose an agent that learns one, such as"
                + " td3-bc or iql, or guidance {type: policy}.";
        Guidance gradient = new ValueGradient(ValueGradientConfig.of(Scale.MEAN_VALUE, 1));
        assertThatThrownBy(() -> gradient.prepare(Samplers.sdeDpmSolver(8, 1), request(null)))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Guidance of type 'value-gradient" + message);
        assertThatThrownBy(() -> new AdvantageWeighted(AdvantageWeightedConfig.of(1, 100)).guide(step(null)))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Guidance of type 'advantage-weighted" + message);
    }

    @Test
    void saysThatThereIsNoMeanValueToDivideBy() {
        Guidance scheme = new ValueGradient(ValueGradientConfig.of(Scale.MEAN_VALUE, 1));
        assertThatThrownBy(() -> scheme.prepare(Samplers.sdeDpmSolver(8, 1), request(new SineCritic(0))))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("over 256 sampled transitions that is 0.0. Choose scale: unit or scale: raw");
        assertThatThrownBy(() -> scheme.guide(step(critic)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prepare");
    }

    private SamplingRequest request(@Nullable Critic asked) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, 0, 1);
        denoiser.begin(normalizer);
        return SamplingRequest.of(denoiser, 500, RandomSource.of(1)).withGuidance(new NoGuidance(), policy, asked);
    }

    private static float[] moved(Guidance guidance, FixedGuidanceStep step) {
        float[] before = step.estimate().clone();
        guidance.guide(step);
        float[] moved = new float[before.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = step.estimate()[i] - before[i];
        }
        return moved;
    }

    /** Differentiates a function of observation and action by the normalised action before tanh. */
    private double[] slopes(FixedGuidanceStep step, ToDoubleBiFunction<double[], double[]> function) {
        double[] slopes = new double[step.estimate().length];
        for (int i = 0; i < slopes.length; i++) {
            int column = i % WIDTH;
            if (column == 3 || column == 4) {
                double high = at(step.estimate(), i, 1e-5, function);
                slopes[i] = (high - at(step.estimate(), i, -1e-5, function)) / 2e-5;
            }
        }
        return slopes;
    }

    private double at(float[] values, int moved, double by, ToDoubleBiFunction<double[], double[]> function) {
        double[] observation = new double[3];
        double[] action = new double[2];
        for (int column = 0; column < 5; column++) {
            int i = moved / WIDTH * WIDTH + column;
            double value = normalizer.mean(column)
                    + (double) normalizer.standardDeviation(column) * (values[i] + (i == moved ? by : 0));
            if (column < 3) {
                observation[column] = value;
            } else {
                action[column - 3] = Math.tanh(value);
            }
        }
        return function.applyAsDouble(observation, action);
    }

    private FixedGuidanceStep step(@Nullable Critic asked) {
        float[] noised = new float[COUNT * HORIZON * WIDTH];
        float[] estimate = new float[noised.length];
        RandomSource.of(2).fillGaussian(noised, 0, noised.length);
        RandomSource.of(3).fillGaussian(estimate, 0, estimate.length);
        return new FixedGuidanceStep(3, 10, SIGMA, COUNT, HORIZON, noised, estimate, normalizer, policy, asked);
    }
}
