package io.leeway.spi.support.check;

import java.util.Optional;

/**
 * The outcome of trying a rule.
 *
 * @param tried whether there was occasion to break it, such as the end of an episode
 * @param fault how it was broken, in a sentence; empty if it was kept
 */
public record Verdict(boolean tried, Optional<String> fault) {
    /** Returns the verdict on a rule that was broken. */
    static Verdict broken(String fault) {
        return new Verdict(true, Optional.of(fault));
    }

    /** Returns the verdict on a rule that was kept, or that there was no occasion to break. */
    static Verdict kept(boolean tried) {
        return new Verdict(tried, Optional.empty());
    }
}
