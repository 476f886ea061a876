package io.leeway.spi.data;

import io.leeway.spi.environment.Space;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's metadata beside its episodes.
 *
 * @param observationSpace what observations are from, or null where the dataset does not say
 * @param actionSpace what actions are from, or null where the dataset does not say
 * @param attributes what else it says, in order; names are those of Minari's metadata where it has one
 *     ({@code dataset_id}, {@code env_spec}, {@code algorithm_name}, {@code author}, {@code ref_min_score}, …) and
 *     {@code env_id} for the environment's identifier
 */
public record DatasetDescription(
        @Nullable Space observationSpace, @Nullable Space actionSpace, Map<String, String> attributes) {
    /** The attribute that names the environment. */
    public static final String ENVIRONMENT_ID = "env_id";
    /** The attribute that holds Gymnasium's specification of the environment, in JSON. */
    public static final String ENVIRONMENT_SPEC = "env_spec";
    /**
     * The attribute that, where it is {@code true}, asks a layout of flat rows (D4RL's) for one row more after each
     * episode that did not terminate. It holds the observation after the last step and carries the mark of the time
     * limit, so that readers that leave marked rows out, and those that take a next observation from the next row, lose
     * no step.
     */
    public static final String CLOSING_ROWS = "closing_rows";

    /**
     * The attribute that says which others are no text, in JSON: {@code {"seeds": "int64[]"}} for a list of numbers
     * whose text is {@code [1,2]}. Types are those of NumPy, {@code text} and {@code json}. A layout that has types of
     * its own writes these, not the attribute.
     */
    public static final String ATTRIBUTE_TYPES = "attribute_types";

    /** Copies the attributes. */
    public DatasetDescription {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Returns whether episodes that did not terminate have a row of their own for their last observation. */
    public boolean closingRows() {
        return "true".equals(attributes.get(CLOSING_ROWS));
    }

    /** Returns this description with more attributes, in place of any of the same name. */
    public DatasetDescription with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.putAll(more);
        return new DatasetDescription(observationSpace, actionSpace, all);
    }
}
