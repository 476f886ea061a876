package io.leeway.datasets.d4rl;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;

/** The configuration of {@link D4rlHdf5Source}. */
public record D4rlHdf5Config(
        @Description(
                "The HDF5 file, with observations, actions, rewards, terminals and, where it has them, timeouts and"
                        + " next_observations.")
        Path path,

        @Default("auto")
        @Description(
                "What 'timeouts' mark: time-limits, or waypoints as in D4RL's maze2d files; auto looks at the file.")
        TimeoutsMeaning timeouts,

        @Default("false") @Description("Whether actions outside [-1, 1] are moved to the bound, rather than refused.")
        boolean clipActions,

        @Default("0")
        @Description(
                "After how many steps an episode ends at the latest; 0 for the time limit of the task that the file is"
                        + " named after, where it has neither timeouts nor next_observations.")
        @Min(0)
        int episodeSteps) {}
