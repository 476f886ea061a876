package io.leeway.trackers.tensorboard;

import io.leeway.spi.Description;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link TensorboardTracker}. */
public record TensorboardConfig(
        @Description("The folder that gets a folder for each run, to be compared by 'tensorboard --logdir'; left out,"
                + " it is 'tensorboard' in the run's own")
        @Nullable
        Path folder) {}
