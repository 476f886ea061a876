package io.leeway.diffusion.guidance;

import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import jakarta.inject.Inject;

/** The scheme that leaves every step as it is. */
public final class NoGuidance implements Guidance {
    /** An empty configuration. */
    public record Config() {}

    /** Creates the scheme. */
    @Inject
    public NoGuidance() {}

    @Override
    public Target target() {
        return Target.NOTHING;
    }

    @Override
    public void guide(GuidanceStep step) {}
}
