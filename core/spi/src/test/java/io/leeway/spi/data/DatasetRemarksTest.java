package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatasetRemarksTest {
    @Test
    void remarksAreFoundAmongWhereDataIsFrom() {
        Map<String, String> provenance =
                Dataset.withRemarks(Map.of("source", "a file", "remarkable", "no"), List.of("One.", "Two.", "Three."));
        assertThat(provenance).hasSize(5).containsEntry("source", "a file");
        assertThat(Dataset.remarks(provenance)).containsExactly("One.", "Two.", "Three.");
        assertThat(Dataset.remarks(Dataset.withRemarks(Map.of("source", "a file"), List.of())))
                .isEmpty();
    }
}
