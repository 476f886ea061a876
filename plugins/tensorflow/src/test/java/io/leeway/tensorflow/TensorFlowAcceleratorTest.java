package io.leeway.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.graph.Backend;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TensorFlowAcceleratorTest {
    @Test
    void namesTheGpuWhereTheBackendUsesOne() {
        boolean gpu = Backend.open(Device.AUTO).gpu();
        assertThat(new TensorFlowAccelerator(Device.AUTO).used().isPresent()).isEqualTo(gpu);
    }

    /** TensorFlow takes the first that it sees, which need not be the first of the machine. */
    @Test
    void differentCardsAreToldApartByWhichAreSeen() {
        NvidiaCard large = new NvidiaCard("NVIDIA H100", "9.0", "81559 MiB");
        NvidiaCard small = new NvidiaCard("NVIDIA T4", "7.5", "15360 MiB");
        assertThat(TensorFlowAccelerator.name(List.of(large, large), "1")).isEqualTo("NVIDIA H100");
        assertThat(TensorFlowAccelerator.name(List.of(large, small), "1"))
                .isEqualTo("NVIDIA H100, NVIDIA T4 (of them 1)");
        assertThat(TensorFlowAccelerator.name(List.of(large, small), null)).isEqualTo("NVIDIA H100, NVIDIA T4");
        assertThat(TensorFlowAccelerator.name(List.of(), null)).isEqualTo("GPU");
    }

    @Test
    void theProcessorAskedForIsNone() {
        assertThat(new TensorFlowAccelerator(Device.CPU).used()).isEmpty();
    }
}
