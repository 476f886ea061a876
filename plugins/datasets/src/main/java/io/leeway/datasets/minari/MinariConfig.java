package io.leeway.datasets.minari;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link MinariFormat}.
 *
 * <p>Minari finds a dataset by its id: {@code minari.load_dataset("maze/umaze-v0")} and {@code minari show
 * maze/umaze-v0} look in {@code $MINARI_DATASETS_PATH/maze/umaze-v0}, or below {@code ~/.minari/datasets} where that
 * variable is not set. A dataset that is written there takes its id from where it is. Elsewhere,
 * {@code minari.MinariDataset("some/folder/data")} loads it.
 */
public record MinariConfig(
        @Default("4")
        @Description("Deflate's level of what is written, from 1 (fast) to 9 (small); 0 for none.")
        @Min(0)
        @Max(9)
        int compression,

        @Default("true")
        @Description("Whether infos are read; false leaves them out, which also reads datasets whose episodes have"
                + " different infos.")
        boolean infos,

        @Nullable
        @Description("The id of a written dataset, (namespace/)name-v0. By default that of its place below"
                + " MINARI_DATASETS_PATH or ~/.minari/datasets, where Minari's load_dataset finds it; elsewhere"
                + " that of the data it is from, or one made of the folder's name, to be loaded by"
                + " minari.MinariDataset('FOLDER/data').")
        String datasetId) {

    /** Checks the id. */
    public MinariConfig {
        if (datasetId != null && !MinariIds.isId(datasetId)) {
            throw new IllegalArgumentException("dataset-id is '" + datasetId
                    + "', but must be (namespace/)name-v0, in letters, digits, '-' and '_'");
        }
    }
}
