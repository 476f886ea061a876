package io.leeway.spi;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing that a plugin offers: a name of a kind, its configuration record, and the class that does it.
 *
 * <p>The implementation has exactly one constructor annotated with {@link jakarta.inject.Inject}, which takes its
 * configuration record and whatever {@link Components} says is bound for the kind.
 *
 * @param kind the interface that is implemented, for example {@code Guidance.class}
 * @param name kebab-case, what a user writes after {@code type:}
 * @param summary one line, without a full stop
 * @param configuration the record that the user's keys are read into; see {@link Default} and {@link Description}
 * @param implementation the class to construct
 * @param version a part of the key of every artifact made by this component: change it when the same configuration
 *     comes to mean different output
 * @param <K> the kind
 * @param <C> the configuration record
 */
public record Component<K, C extends Record>(
        Class<K> kind,
        String name,
        String summary,
        Class<C> configuration,
        Class<? extends K> implementation,
        String version) {

    /** What a component's name must match. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Checks that nothing is missing; the registry checks names, so that it can report every bad one together. */
    public Component {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(configuration, "configuration");
        Objects.requireNonNull(implementation, "implementation");
        Objects.requireNonNull(version, "version");
    }

    /** Returns a component of version "1". */
    public static <K, C extends Record> Component<K, C> of(
            Class<K> kind, String name, String summary, Class<C> configuration, Class<? extends K> implementation) {
        return new Component<>(kind, name, summary, configuration, implementation, "1");
    }

    /** Returns this component with another version. */
    public Component<K, C> withVersion(String changed) {
        return new Component<>(kind, name, summary, configuration, implementation, changed);
    }
}
