package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicyConfig;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The configurations of schemes: schedules, and parts that do not go together. */
final class SchemeConfigTest {
    @Test
    void coefficientsFollowTheirShapeAfterTheirDelay() {
        ValueGradientConfig value =
                new ValueGradientConfig(2, ValueGradientConfig.Scale.RAW, ScheduleShape.COSINE, 0.5, 2, null);
        assertThat(value.coefficientAt(1, 8)).isZero();
        assertThat(value.coefficientAt(3, 8)).isEqualTo(2 * 1.125);
        assertThat(ValueGradientConfig.of(ValueGradientConfig.Scale.RAW, 2).coefficientAt(7, 8))
                .isEqualTo(2);
        AdvantageWeightedConfig weights = new AdvantageWeightedConfig(1, 100, ScheduleShape.LINEAR, null, 1, null);
        assertThat(weights.factorAt(0, 8)).isZero();
        assertThat(weights.factorAt(2, 8)).isEqualTo(0.75);
    }

    @Test
    void refuseACosineCoefficientWithoutACosine() {
        String message = "cosine-coefficient goes with schedule: cosine only, but the schedule is linear; leave"
                + " 'cosine-coefficient' out, or choose schedule: cosine";
        assertRefused(
                () -> new ValueGradientConfig(1, ValueGradientConfig.Scale.RAW, ScheduleShape.LINEAR, 0.3, 0, null),
                message);
        assertRefused(() -> new AdvantageWeightedConfig(1, 100, ScheduleShape.LINEAR, 0.3, 0, null), message);
    }

    @Test
    void policyGuidanceRefusesCompatibilityWithWhatWasNotPublished() {
        assertRefused(
                () -> compatible(Form.PROXIMAL, null),
                "compatibility: published goes with form: published only, but the form is proximal; choose form:"
                        + " published, or leave 'compatibility' out");
        assertRefused(
                () -> compatible(Form.PUBLISHED, ScheduleShape.CONSTANT),
                "schedule: constant does not go with compatibility: published, whose coefficient falls; leave"
                        + " 'schedule' out, choose schedule: linear, or leave 'compatibility' out");
        assertThat(compatible(Form.PUBLISHED, null).coefficientAt(3, 8)).isEqualTo(0.625 + 0.3);
        assertThat(compatible(Form.PUBLISHED, ScheduleShape.LINEAR).coefficientAt(3, 8))
                .isEqualTo(0.625);
        assertThat(compatible(Form.PUBLISHED, null).coefficientAt(7, 8)).isZero();
    }

    @Test
    void adaptiveGuidanceTakesExactlyOneBudget() {
        assertRefused(
                () -> AdaptivePolicyConfig.of(null, null),
                "one budget is needed, but there is none; give one of log-likelihood-gain, dynamics-error and"
                        + " disagreement");
        assertRefused(
                () -> AdaptivePolicyConfig.of(0.5, 0.1),
                "one budget is needed, but there are 2: log-likelihood-gain: 0.5 and dynamics-error: 0.1; give one of"
                        + " log-likelihood-gain, dynamics-error and disagreement");
        assertThat(AdaptivePolicyConfig.of(0.5, null).budget()).isEqualTo(0.5);
        assertThat(AdaptivePolicyConfig.of(null, 0.1).budget()).isEqualTo(0.1);
        assertRefused(
                () -> new AdaptivePolicyConfig(0.5, null, null, 64, 6, 0.1, 2, 1, null),
                "smallest: 2.0 must be below largest: 1.0; widen the range");
    }

    @Test
    void returnConditioningTakesOneReturn() {
        assertRefused(
                () -> new ReturnConditionedConfig(1, 5.0, 0.9),
                "target-return: 5.0 and quantile: 0.9 each say which return to condition on; leave one of them out");
        assertRefused(
                () -> new ReturnConditionedConfig(1, Double.NaN, null), "target-return must be finite, but is NaN");
    }

    private static PolicyGuidanceConfig compatible(Form form, @Nullable ScheduleShape schedule) {
        return new PolicyGuidanceConfig(
                1, form, null, GradientScale.RAW, schedule, null, 0, Compatibility.PUBLISHED, null);
    }

    private static void assertRefused(ThrowingCallable creation, String message) {
        assertThatThrownBy(creation)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
