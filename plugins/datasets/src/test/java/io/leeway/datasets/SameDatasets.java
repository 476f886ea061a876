package io.leeway.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.data.Dataset;

/** Compares datasets bit for bit. */
public final class SameDatasets {
    private SameDatasets() {}

    public static void assertSame(Dataset actual, Dataset expected, String how) {
        assertThat(actual.observations()).as("observations, " + how).isEqualTo(expected.observations());
        assertThat(actual.actions()).as("actions, " + how).isEqualTo(expected.actions());
        assertThat(actual.rewards()).as("rewards, " + how).isEqualTo(expected.rewards());
        assertThat(actual.episodes()).as("episodes, " + how).isEqualTo(expected.episodes());
        for (int i = 0; i < expected.episodes(); i++) {
            assertThat(actual.length(i)).as("length of %d, %s", i, how).isEqualTo(expected.length(i));
            assertThat(actual.terminated(i)).as("end of %d, %s", i, how).isEqualTo(expected.terminated(i));
            assertThat(actual.truncated(i)).as("cut of %d, %s", i, how).isEqualTo(expected.truncated(i));
        }
    }
}
