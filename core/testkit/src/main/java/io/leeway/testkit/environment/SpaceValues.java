package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.support.check.SpaceRules;

/** Assertions on spaces and their elements. */
final class SpaceValues {
    private SpaceValues() {}

    /** Asserts that bounds, sizes and parts make sense. */
    static void assertValid(String name, Space space) {
        assertThat(SpaceRules.fault(name, space)).isEmpty();
    }

    /** Asserts that a value holds {@code count} elements of a space, and no infinite number. */
    static void assertContains(String name, Space space, Value value, int count) {
        assertThat(SpaceRules.stray(name, space, value, count)).isEmpty();
    }
}
