package io.leeway.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.tensorflow.graph.Backend;
import org.junit.jupiter.api.Test;

final class TensorFlowAcceleratorTest {
    @Test
    void namesTheGpuWhereTheBackendUsesOne() {
        boolean gpu = Backend.open(Device.AUTO).gpu();
        assertThat(new TensorFlowAccelerator(Device.AUTO).used().isPresent()).isEqualTo(gpu);
    }

    @Test
    void theProcessorAskedForIsNone() {
        assertThat(new TensorFlowAccelerator(Device.CPU).used()).isEmpty();
    }
}
