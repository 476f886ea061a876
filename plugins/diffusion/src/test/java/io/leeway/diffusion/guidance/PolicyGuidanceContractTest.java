package io.leeway.diffusion.guidance;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Scale;
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
            return new PolicyGuidance(new PolicyGuidanceConfig(4, Form.POSTERIOR, null, Scale.UNIT, null, null, 0));
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
            return new PolicyGuidance(
                    new PolicyGuidanceConfig(1, Form.PUBLISHED, Point.ESTIMATE, Scale.UNIT, null, 0.5, 2));
        }
    }
}
