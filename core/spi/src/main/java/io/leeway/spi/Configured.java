package io.leeway.spi;

/**
 * A user's choice of a component with its configuration, as in {@code guidance: {type: policy, coefficient: 2}}.
 *
 * <p>A configuration record declares a part that the user can swap as a component of this type, and its implementation
 * turns it into an object with {@link Components#create}.
 *
 * @param kind the component's kind
 * @param type the component's name
 * @param configuration the component's configuration record, validated
 * @param <K> the kind
 */
public record Configured<K>(Class<K> kind, String type, Record configuration) {}
