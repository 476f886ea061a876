package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.FixedGuidanceStep;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PolicyGuidanceConfigTest {
    @Test
    void publishedCoefficientsFallWithHalfASineWaveOnTopAndAreZeroInTheLastStep() {
        PolicyGuidanceConfig config = PolicyGuidanceConfig.of(Form.PUBLISHED, 2);
        assertThat(config.coefficientAt(0, 8)).isCloseTo(2 * (1 + 0.3 * Math.sin(Math.PI / 8)), within(1e-12));
        assertThat(config.coefficientAt(3, 8)).isCloseTo(2 * (0.625 + 0.3), within(1e-12));
        assertThat(config.coefficientAt(6, 8)).isCloseTo(2 * (0.25 + 0.3 * Math.sin(7 * Math.PI / 8)), within(1e-12));
        assertThat(config.coefficientAt(7, 8)).isZero();
    }

    @Test
    void coefficientsFollowTheirShapeAfterTheirDelay() {
        assertThat(with(Form.PUBLISHED, ScheduleShape.CONSTANT, null, 2).coefficientAt(1, 8))
                .isZero();
        assertThat(with(Form.PUBLISHED, ScheduleShape.CONSTANT, null, 2).coefficientAt(2, 8))
                .isEqualTo(1);
        assertThat(with(Form.PUBLISHED, ScheduleShape.LINEAR, null, 0).coefficientAt(2, 8))
                .isEqualTo(0.75);
        assertThat(with(Form.POSTERIOR, ScheduleShape.COSINE, 0.5, 0).coefficientAt(3, 8))
                .isEqualTo(1.125);
        assertThat(with(Form.PROXIMAL, null, null, 0).coefficientAt(7, 8)).isEqualTo(1);
        assertThat(with(Form.POSTERIOR, null, null, 0).coefficientAt(7, 8)).isEqualTo(1);
    }

    @Test
    void movesWhatItsFormSays() {
        assertThat(target(Form.PROXIMAL)).isEqualTo(Guidance.Target.ESTIMATE);
        assertThat(target(Form.POSTERIOR)).isEqualTo(Guidance.Target.ESTIMATE);
        assertThat(target(Form.PUBLISHED)).isEqualTo(Guidance.Target.NOISED);
    }

    @Test
    void refusesPartsThatDoNotGoTogether() {
        assertRefused(
                () -> new PolicyGuidanceConfig(
                        1, Form.PROXIMAL, Point.NOISED, GradientScale.RAW, null, null, 0, Compatibility.NONE, null),
                "at: noised goes with form: published only, since form: proximal moves the denoised estimate; leave"
                        + " 'at' out, or choose form: published");
        assertRefused(
                () -> new PolicyGuidanceConfig(
                        1, Form.PROXIMAL, null, GradientScale.UNIT, null, null, 0, Compatibility.NONE, null),
                "gradient: unit does not go with form: proximal, whose step follows from the gradient's length; choose"
                        + " form: posterior or form: published, or gradient: raw");
        assertRefused(
                () -> new PolicyGuidanceConfig(
                        1, Form.PUBLISHED, null, GradientScale.RAW, null, null, 0, Compatibility.PUBLISHED, 0.25),
                "sigma-max does not go with compatibility: published, whose code guides at every noise level; leave one"
                        + " of them out");
        assertRefused(
                () -> with(Form.POSTERIOR, null, 0.3, 0),
                "cosine-coefficient goes with schedule: cosine only, but the schedule is constant; leave"
                        + " 'cosine-coefficient' out, or choose schedule: cosine");
        assertRefused(
                () -> with(Form.PUBLISHED, ScheduleShape.LINEAR, 0.3, 0),
                "cosine-coefficient goes with schedule: cosine only, but the schedule is linear; leave"
                        + " 'cosine-coefficient' out, or choose schedule: cosine");
    }

    @Test
    void saysThatThereIsNoPolicyOrAnotherTasks() {
        assertThatThrownBy(() -> guide(null))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Guidance of type 'policy' needs a target policy, but this request has none. Give one, or"
                        + " choose guidance {type: none}.");
        assertThatThrownBy(() -> guide(GaussianPolicy.constant(4, 2, 0, 1)))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The target policy takes 4 observation columns and gives 2 action columns, but the"
                        + " denoiser's trajectories have 2 and 1. Guide with a policy that was trained on the same"
                        + " task.");
    }

    private static void guide(@Nullable Policy policy) {
        TrajectoryLayout layout = TrajectoryLayout.of(2, 1);
        Normalizer normalizer = new Normalizer(layout, new float[5], new float[] {1, 1, 1, 1, 1});
        new PolicyGuidance(PolicyGuidanceConfig.of(Form.PROXIMAL, 1))
                .guide(new FixedGuidanceStep(0, 4, 1, 1, 2, new float[10], new float[10], normalizer, policy, null));
    }

    private static Guidance.Target target(Form form) {
        return new PolicyGuidance(PolicyGuidanceConfig.of(form, 1)).target();
    }

    private static PolicyGuidanceConfig with(
            Form form, @Nullable ScheduleShape shape, @Nullable Double cosine, int delay) {
        return new PolicyGuidanceConfig(
                1, form, null, GradientScale.RAW, shape, cosine, delay, Compatibility.NONE, null);
    }

    private static void assertRefused(ThrowingCallable creation, String message) {
        assertThatThrownBy(creation)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
