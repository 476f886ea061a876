package io.leeway.spark.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spark.protocol.Line.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTest {
    @ParameterizedTest
    @EnumSource(Word.class)
    void whatIsWrittenIsReadAgain(Word word) {
        Line line = Line.of(word, 12, "two\nlines, and ü");

        assertThat(line.written()).doesNotContain("\n");
        assertThat(Line.read(line.written())).hasValueSatisfying(read -> {
            assertThat(read.word()).isEqualTo(word);
            assertThat(read.number()).isEqualTo(12);
            assertThat(read.text()).isEqualTo("two\nlines, and ü");
        });
    }

    @Test
    void contentMayBeEmpty() {
        assertThat(Line.read(Line.of(Word.MADE, 3, "").written()))
                .hasValueSatisfying(read -> assertThat(read.text()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "26/11/30 18:12:36 INFO Master: alive",
                "leeway-spark MADE 3",
                "leeway-spark BUILT 3 ",
                "leeway-spark MADE three ",
                "leeway-spark FAILED 3 *"
            })
    void whatElseSparkPrintsIsNone(String text) {
        assertThat(Line.read(text)).isEmpty();
    }
}
