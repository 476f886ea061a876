package io.leeway.diffusion.guidance;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicy;
import io.leeway.diffusion.guidance.adaptive.AdaptivePolicyConfig;
import io.leeway.spi.Progress;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.testkit.diffusion.GuidanceContract;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Every scheme but 'none' and the plain forms of 'policy' keeps the contract. */
final class GuidanceSchemesTest {
    @Nested
    final class PolicyAsPublished extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new PolicyGuidance(new PolicyGuidanceConfig(
                    1, Form.PUBLISHED, null, GradientScale.UNIT, null, null, 0, Compatibility.PUBLISHED, null));
        }
    }

    @Nested
    final class AdaptivePolicyOfLikelihood extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new AdaptivePolicy(AdaptivePolicyConfig.of(0.2, null), null, Optional.empty(), Progress.NONE);
        }
    }

    @Nested
    final class ValueGradientByMeanValue extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new ValueGradient(ValueGradientConfig.of(ValueGradientConfig.Scale.MEAN_VALUE, 1));
        }
    }

    @Nested
    final class ValueGradientOfUnitLength extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new ValueGradient(ValueGradientConfig.of(ValueGradientConfig.Scale.UNIT, 4));
        }
    }

    @Nested
    final class ValueGradientAsItIs extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new ValueGradient(
                    new ValueGradientConfig(1, ValueGradientConfig.Scale.RAW, ScheduleShape.COSINE, 0.5, 2, null));
        }
    }

    @Nested
    final class AdvantageWeights extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new AdvantageWeighted(AdvantageWeightedConfig.of(0.5, 100));
        }
    }

    @Nested
    final class NoReturn extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new ReturnConditioned(new ReturnConditionedConfig(0, null, null), Progress.NONE);
        }
    }

    @Nested
    final class ConditionalReturn extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new ReturnConditioned(new ReturnConditionedConfig(1, 15.0, null), Progress.NONE);
        }
    }

    @Nested
    final class AmplifiedReturn extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new ReturnConditioned(new ReturnConditionedConfig(2, null, 0.9), Progress.NONE);
        }
    }
}
