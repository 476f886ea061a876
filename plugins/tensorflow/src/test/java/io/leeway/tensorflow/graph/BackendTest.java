package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class BackendTest {
    @Test
    void aGpuThatIsDemandedAndNotThereIsAnErrorThatSaysWhatToDo() {
        Assumptions.assumeFalse(Backend.open(Device.AUTO).gpu(), "this machine has a GPU");
        assertThatThrownBy(() -> Backend.open(Device.GPU))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith("A GPU is demanded, but none can be used: ")
                .hasMessageEndingWith(" Or choose the CPU as device.");
    }

    @Test
    void theCpuIsUsedWhereItIsAskedFor() {
        assertThat(Backend.open(Device.CPU).gpu()).isFalse();
    }

    @Test
    void functionsAreCompiledWithoutAnyEnvironmentVariable() {
        assertThat(System.getenv("TF_XLA_FLAGS")).isNull();
        assertThat(Backend.open(Device.CPU).compiles()).isTrue();
    }
}
