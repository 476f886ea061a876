package io.leeway.spi.data;

import io.leeway.spi.environment.Space;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset says of itself beside its episodes.
 *
 * @param observationSpace what observations are from, or null where the dataset does not say
 * @param actionSpace what actions are from, or null where the dataset does not say
 * @param attributes what else it says, in order; names are those of Minari's metadata where it has one ({@code dataset_id}, {@code
 *     env_spec}, {@code algorithm_name}, {@code author}, {@code ref_min_score}, …) and {@code env_id} for the environment's
 *     identifier
 */
public record DatasetDescription(
        @Nullable Space observationSpace, @Nullable Space actionSpace, Map<String, String> attributes) {
    /** The attribute that names the environment. */
    public static final String ENVIRONMENT_ID = "env_id";
    /** The attribute that holds Gymnasium's specification of the environment, in JSON. */
    public static final String ENVIRONMENT_SPEC = "env_spec";

    /** Copies the attributes. */
    public DatasetDescription {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Returns this description with more attributes, in place of any of the same name. */
    public DatasetDescription with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.putAll(more);
        return new DatasetDescription(observationSpace, actionSpace, all);
    }
}
