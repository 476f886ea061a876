package io.leeway.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The promises of every {@link DatasetSource}. A subclass supplies the source, of a few thousand steps: it is loaded
 * several times a test.
 */
public abstract class DatasetSourceContract {
    /** Creates the source; one that does not depend on the random source leaves it alone. */
    protected abstract DatasetSource source(RandomSource random);

    @Test
    void theSameSeedGivesTheSameData() {
        DatasetSource first = source(RandomSource.of(1));
        DatasetSource second = source(RandomSource.of(1));
        assertThat(columns(second.load())).isEqualTo(columns(first.load()));
        assertThat(second.identity()).isEqualTo(first.identity());
    }

    @Test
    void anotherSeedGivesOtherDataWhereTheSourceSaysSoAndNowhereElse() {
        DatasetSource first = source(RandomSource.of(1));
        List<Object> other = columns(source(RandomSource.of(2)).load());
        if (first.seeded()) {
            assertThat(other).as("a seeded source").isNotEqualTo(columns(first.load()));
        } else {
            assertThat(other).as("a source without seeds").isEqualTo(columns(first.load()));
        }
    }

    @Test
    void everyNumberIsFiniteAndEveryActionBetweenMinusOneAndOne() {
        Dataset dataset = source(RandomSource.of(1)).load();
        assertAllBetween("observation", dataset.observations(), Float.MAX_VALUE);
        assertAllBetween("reward", dataset.rewards(), Float.MAX_VALUE);
        assertAllBetween("action", dataset.actions(), 1);
    }

    @Test
    void thereAreEpisodesAndTheirOriginIsTold() {
        Dataset dataset = source(RandomSource.of(1)).load();
        assertThat(dataset.episodes()).as("episodes").isPositive();
        assertThat(dataset.observationSize()).as("observation size").isPositive();
        assertThat(dataset.actionSize()).as("action size").isPositive();
        assertThat(dataset.provenance()).as("provenance").isNotEmpty().doesNotContainKey("");
        assertThat(dataset.provenance().values()).as("provenance").noneMatch(String::isBlank);
    }

    private static void assertAllBetween(String name, float[] values, float limit) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= limit)) {
                throw new AssertionError("The " + name + " value " + i + " is " + values[i]);
            }
        }
    }

    private static List<Object> columns(Dataset dataset) {
        List<Object> columns = new ArrayList<>();
        columns.add(boxed(dataset.observations()));
        columns.add(boxed(dataset.actions()));
        columns.add(boxed(dataset.rewards()));
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            columns.add(List.of(dataset.length(episode), dataset.terminated(episode), dataset.truncated(episode)));
        }
        columns.add(List.copyOf(dataset.provenance().entrySet()));
        return columns;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
