package io.leeway.datasettools.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import org.junit.jupiter.api.Test;

final class LongTableTest {
    @Test
    void tablesKeepTheFirstAndNoMoreThanTheyMay() {
        LongTable table = new LongTable(3000);
        RandomSource random = RandomSource.of(6);
        long[] keys = random.longs(3000).toArray();
        for (int i = 0; i < keys.length; i++) {
            assertThat(table.first(keys[i], i)).isEqualTo(-1);
        }
        for (int i = 0; i < keys.length; i++) {
            assertThat(table.first(keys[i], 9999)).isEqualTo(i);
        }
        assertThat(table.full()).isTrue();
        assertThat(table.first(1, 1)).isEqualTo(-1);
        assertThat(table.first(1, 2)).isEqualTo(-1);
    }
}
