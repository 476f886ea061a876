package io.leeway.diffusion.sampling;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** The keys of a sampler's loop, whatever its solver. */
public record LoopConfig(
        @Default("256") @Min(1) @Description("Trajectories that go through the network together")
        int batch,

        @Description(
                "Whether the denoiser's device runs the whole loop in one call, noise and guidance included, wherever"
                        + " it can; by default on a GPU only. A loop that it cannot run is run step by step")
        @Nullable
        Boolean fused) {
    /** Returns the defaults with that batch. */
    static LoopConfig of(int batch) {
        return new LoopConfig(batch, null);
    }
}
