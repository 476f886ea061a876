package io.leeway.wiring.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.AutoresetMode;
import org.junit.jupiter.api.Test;

final class KebabCaseTest {
    @Test
    void namesAreWrittenAsUsersDo() {
        assertThat(KebabCase.ofCamelCase("heldOut")).isEqualTo("held-out");
        assertThat(KebabCase.ofCamelCase("learningRate2")).isEqualTo("learning-rate2");
        assertThat(KebabCase.ofConstant(AutoresetMode.NEXT_STEP)).isEqualTo("next-step");
        assertThat(KebabCase.ofKind(DatasetSource.class)).isEqualTo("dataset-source");
        assertThat(KebabCase.wordsOfKind(DatasetSource.class)).isEqualTo("dataset source");
    }
}
