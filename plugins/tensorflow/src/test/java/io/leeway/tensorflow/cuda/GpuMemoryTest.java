package io.leeway.tensorflow.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GpuMemoryTest {
    @Test
    void aFractionBoundsItAndNothingSaidDoesNot() {
        assertThat(GpuMemory.fraction(Map.of())).isZero();
        assertThat(GpuMemory.fraction(Map.of("LEEWAY_GPU_MEMORY", " 0.25 "))).isEqualTo(0.25);
        assertThat(GpuMemory.fraction(Map.of("LEEWAY_GPU_MEMORY", "1"))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.5", "1.5", "80 %", "NaN"})
    void whatIsNoFractionIsRefused(String said) {
        assertThatThrownBy(() -> GpuMemory.fraction(Map.of("LEEWAY_GPU_MEMORY", said)))
                .isInstanceOf(LeewayException.class)
                .hasMessage("LEEWAY_GPU_MEMORY must be a fraction of the GPU's memory, above 0 and at most 1, but is "
                        + said + ".");
    }
}
