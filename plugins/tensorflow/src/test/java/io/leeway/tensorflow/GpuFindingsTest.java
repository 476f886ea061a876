package io.leeway.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Diagnostic.Finding;
import io.leeway.spi.Diagnostic.Status;
import io.leeway.tensorflow.cuda.CudaLibraries;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.cuda.NvidiaDriver;
import io.leeway.tensorflow.cuda.Obstacle;
import io.leeway.tensorflow.graph.Gpu;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GpuFindingsTest {
    private static final NvidiaDriver NONE = new NvidiaDriver("", "no such file", List.of(), false);
    private static final NvidiaDriver GOOD = new NvidiaDriver("580.65.06", "", List.of("nvidia0"), false);
    private static final NvidiaCard CARD = new NvidiaCard("NVIDIA H100", "9.0", "81559 MiB");
    private static final Optional<Obstacle> OBSTACLE = Optional.of(new Obstacle("a reason", "A remedy."));

    @Test
    void aMachineWithoutAGpuIsInOrder() {
        assertThat(GpuFindings.of(false, new Gpu(NONE, CudaLibraries.NONE, OBSTACLE), List.of()))
                .containsExactly(
                        new Finding(Status.OK, "NVIDIA driver", "none", ""),
                        new Finding(Status.OK, "GPU", "none used: a reason", "A remedy."));
    }

    @Test
    void aGpuThatTheCpuBuildLeavesIdleIsAWarning() {
        assertThat(GpuFindings.of(false, new Gpu(GOOD, CudaLibraries.NONE, OBSTACLE), List.of(CARD)))
                .containsExactly(
                        new Finding(Status.OK, "NVIDIA driver", "580.65.06, /dev/nvidia0", ""),
                        new Finding(
                                Status.WARNING,
                                "GPU",
                                "none used of NVIDIA H100, compute capability 9.0, 81559 MiB: a reason",
                                "A remedy."));
    }

    @Test
    void theCudaBuildWithoutADriverIsAWarning() {
        assertThat(GpuFindings.of(true, new Gpu(NONE, CudaLibraries.NONE, OBSTACLE), List.of()))
                .extracting(Finding::status)
                .containsExactly(Status.OK, Status.OK, Status.WARNING);
    }

    @Test
    void librariesAreNamedWhereSomeAreMissing() {
        CudaLibraries libraries =
                new CudaLibraries(List.of("libcudart.so.12"), Map.of("libcudnn.so.9", "no such file"));
        assertThat(GpuFindings.of(true, new Gpu(GOOD, libraries, OBSTACLE), List.of()))
                .contains(new Finding(
                        Status.WARNING, "CUDA libraries", "1 opened; missing: {libcudnn.so.9=no such file}", ""));
    }

    @Test
    void aGpuInUseIsDescribed() {
        CudaLibraries libraries = new CudaLibraries(List.of("libcudart.so.12", "libcudnn.so.9"), Map.of());
        assertThat(GpuFindings.of(true, new Gpu(GOOD, libraries, Optional.empty()), List.of(CARD)))
                .contains(
                        new Finding(Status.OK, "CUDA libraries", "all 2 opened", ""),
                        new Finding(
                                Status.OK,
                                "GPU",
                                "NVIDIA H100, compute capability 9.0, 81559 MiB: used where the device is auto or gpu",
                                ""));
    }
}
