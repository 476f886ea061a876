package io.leeway.spi;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An identifier that a plugin registers, as Gymnasium's {@code register} does: short for a component of the kind
 * {@code Environments} and some of its keys.
 *
 * @param id the field's identifier with its version, such as {@code maze2d-umaze-v1}: the {@code id} in the
 *     specification of what it stands for
 * @param component the component's name
 * @param keys what a user would write after {@code KEY:}, by key; others have their defaults
 * @param summary one line, without a full stop
 * @param maximumEpisodeSteps the time limit, or null where there is none
 */
public record EnvironmentId(
        String id,
        String component,
        Map<String, String> keys,
        String summary,
        @Nullable Integer maximumEpisodeSteps) {

    /** What an identifier must match: namespaces, a name and a version. */
    public static final Pattern PATTERN = Pattern.compile("([\\w.-]+/)*[\\w.:-]+-v\\d+");

    /** Checks that nothing is missing; the registry checks the rest, so that it can report every bad one together. */
    public EnvironmentId {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(summary, "summary");
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    }
}
