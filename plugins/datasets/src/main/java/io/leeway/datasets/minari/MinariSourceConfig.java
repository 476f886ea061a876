package io.leeway.datasets.minari;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link MinariSource}. */
public record MinariSourceConfig(
        @Nullable @Description("The dataset's folder, which has data/metadata.json and data/main_data.hdf5; or set id.")
        Path path,

        @Nullable
        @Description(
                "The dataset's id, such as D4RL/pointmaze/umaze-v2, which is a folder below MINARI_DATASETS_PATH or"
                        + " ~/.minari/datasets; or set path.")
        String id,

        @Default("[]")
        @Description("Which parts of a Dict observation make the flat one, in this order, such as [observation,"
                + " desired_goal]; empty for all.")
        List<String> observation,

        @Default("false")
        @Description("Whether actions outside their bounds are moved to them; otherwise they are refused.")
        boolean clipActions) {

    /** Checks that there is one of path and id. */
    public MinariSourceConfig {
        if ((path == null) == (id == null)) {
            throw new IllegalArgumentException(
                    "either path or id must be set, but " + (path == null ? "neither is" : "both are"));
        }
        observation = List.copyOf(observation);
    }
}
