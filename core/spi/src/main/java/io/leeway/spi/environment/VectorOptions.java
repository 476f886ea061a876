package io.leeway.spi.environment;

import java.util.Objects;
import java.util.Set;

/**
 * The options with which environments are made.
 *
 * @param count how many that are stepped together, at least 1
 * @param autoreset what happens when an episode is over
 * @param timeLimit whether episodes are truncated at the specification's limit
 * @param rendered whether {@link VectorEnvironment#render} is needed
 * @param infos the names of the infos that are needed, or {@link #ALL_INFOS}; others are left out, which is faster
 * @param noted whether {@link VectorEnvironment#notes} is needed, which is slower
 */
public record VectorOptions(
        int count, AutoresetMode autoreset, boolean timeLimit, boolean rendered, Set<String> infos, boolean noted) {
    /** Asks for every info that there is. */
    public static final Set<String> ALL_INFOS = Set.of("*");

    /** Checks that there is an environment. */
    public VectorOptions {
        Objects.requireNonNull(autoreset, "autoreset");
        Objects.requireNonNull(infos, "infos");
        if (count < 1) {
            throw new IllegalArgumentException("At least one environment is needed, but " + count + " were asked for");
        }
    }

    /** Asks for no notes. */
    public VectorOptions(int count, AutoresetMode autoreset, boolean timeLimit, boolean rendered, Set<String> infos) {
        this(count, autoreset, timeLimit, rendered, infos, false);
    }

    /** Asks for environments with their time limit and every info, without pictures. */
    public static VectorOptions of(int count, AutoresetMode autoreset) {
        return new VectorOptions(count, autoreset, true, false, ALL_INFOS);
    }

    /** Returns a copy with the time limit on or off. */
    public VectorOptions withTimeLimit(boolean on) {
        return new VectorOptions(count, autoreset, on, rendered, infos, noted);
    }

    /** Returns a copy whose environments can be drawn. */
    public VectorOptions withPictures() {
        return new VectorOptions(count, autoreset, timeLimit, true, infos, noted);
    }

    /** Returns a copy that needs these infos alone; none for an empty set. */
    public VectorOptions withInfos(Set<String> names) {
        return new VectorOptions(count, autoreset, timeLimit, rendered, Set.copyOf(names), noted);
    }

    /** Returns a copy that looks for what environments give otherwise than their spaces say. */
    public VectorOptions withNotes() {
        return new VectorOptions(count, autoreset, timeLimit, rendered, infos, true);
    }
}
