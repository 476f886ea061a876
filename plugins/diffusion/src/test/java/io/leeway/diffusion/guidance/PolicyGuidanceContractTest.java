package io.leeway.diffusion.guidance;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.testkit.diffusion.GuidanceContract;
import org.junit.jupiter.api.Nested;

final class PolicyGuidanceContractTest {
    @Nested
    final class Proximal extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new PolicyGuidance(PolicyGuidanceConfig.of(Form.PROXIMAL, 1));
        }
    }

    @Nested
    final class Posterior extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new PolicyGuidance(PolicyGuidanceConfig.of(Form.POSTERIOR, 1));
        }
    }

    @Nested
    final class PosteriorOfUnitLength extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new PolicyGuidance(new PolicyGuidanceConfig(
                    4, Form.POSTERIOR, null, GradientScale.UNIT, null, null, 0, Compatibility.NONE, null));
        }
    }

    @Nested
    final class Published extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new PolicyGuidance(PolicyGuidanceConfig.of(Form.PUBLISHED, 1));
        }
    }

    @Nested
    final class PublishedAtTheEstimate extends GuidanceContract {
        @Override
        protected Guidance guidance() {
            return new PolicyGuidance(new PolicyGuidanceConfig(
                    1, Form.PUBLISHED, Point.ESTIMATE, GradientScale.UNIT, null, 0.5, 2, Compatibility.NONE, null));
        }
    }
}
