package io.leeway.datasets.behaviour;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link CheckpointBehaviour}. */
public record CheckpointConfig(
        @Description("The folder of a run, with its manifest.json.")
        Path run,

        @Description("Which of its agents: an entry of its 'experience'. Needed where there are several.") @Nullable
        String agent,

        @Description("Which of its seeds; left out, its first.") @Nullable
        Long seed,

        @Default("false")
        @Description(
                "Whether actions are drawn from the policy's distribution; otherwise they are its most likely ones,"
                        + " those of an evaluation.")
        boolean sampled) {}
