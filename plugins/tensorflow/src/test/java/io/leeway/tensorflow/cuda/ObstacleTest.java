package io.leeway.tensorflow.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObstacleTest {
    private static final NvidiaDriver NONE = new NvidiaDriver("", "no such file", List.of(), false);
    private static final NvidiaDriver NONE_IN_CONTAINER = new NvidiaDriver("", "no such file", List.of(), true);
    private static final NvidiaDriver GOOD = new NvidiaDriver("580.65.06", "", List.of("nvidia0", "nvidiactl"), false);

    @Test
    void theCpuBuildIsTheFirstObstacle() {
        Obstacle withoutDriver = Obstacle.find(false, NONE, CudaLibraries.NONE, List.of(), Map.of());
        assertThat(withoutDriver.reason()).isEqualTo("this build of TensorFlow computes on the CPU alone");
        assertThat(withoutDriver.remedy()).startsWith("Where there is one, run './leeway --gpu'");
        Obstacle withDriver = Obstacle.find(false, GOOD, CudaLibraries.NONE, List.of(), Map.of());
        assertThat(withDriver.remedy()).startsWith("For the GPU run './leeway --gpu'");
    }

    @Test
    void withoutADriverOneIsInstalledOrTheContainerGivenTheGpu() {
        assertThat(find(NONE).toString()).contains("there is no NVIDIA driver", "Install", "525.60.13");
        assertThat(find(NONE_IN_CONTAINER).remedy()).contains("docker run --gpus all");
    }

    @Test
    void anOldDriverIsNamedWithTheOldestThatWorks() {
        NvidiaDriver old = new NvidiaDriver("470.256.02", "", List.of("nvidia0"), false);
        assertThat(find(old).reason()).isEqualTo("the NVIDIA driver is 470.256.02, too old for CUDA 12");
        assertThat(find(old).remedy()).contains("525.60.13 or newer");
    }

    @Test
    void aDriverWithoutADeviceOrWithoutItsLibraryIsToldApart() {
        NvidiaDriver noDevice = new NvidiaDriver("580.65.06", "", List.of("nvidiactl"), false);
        assertThat(find(noDevice).toString()).contains("no /dev/nvidia0", "nvidia-modprobe");
        NvidiaDriver contained = new NvidiaDriver("580.65.06", "", List.of(), true);
        assertThat(find(contained).toString()).contains("no /dev/nvidia0", "docker run --gpus all");
        NvidiaDriver noLibrary = new NvidiaDriver("580.65.06", "cannot open", List.of("nvidia0"), false);
        assertThat(find(noLibrary).toString()).contains("(cannot open)", "libcuda1");
        NvidiaDriver noCapability = new NvidiaDriver("580.65.06", "cannot open", List.of("nvidia0"), true);
        assertThat(find(noCapability).remedy()).contains("NVIDIA_DRIVER_CAPABILITIES=compute,utility");
    }

    @Test
    void aVariableThatHidesEveryGpuIsNamed() {
        for (String value : List.of("", "-1")) {
            Map<String, String> environment = Map.of("CUDA_VISIBLE_DEVICES", value);
            Obstacle obstacle = Obstacle.find(true, GOOD, CudaLibraries.NONE, List.of(), environment);
            assertThat(obstacle.reason()).isEqualTo("the variable CUDA_VISIBLE_DEVICES hides every GPU");
        }
    }

    @Test
    void missingLibrariesAreNamedWithTheirReasons() {
        CudaLibraries absent = new CudaLibraries(List.of(), Map.of("libcudnn.so.9", "no such file"));
        Obstacle obstacle = Obstacle.find(true, GOOD, absent, List.of(), Map.of());
        assertThat(obstacle.toString()).contains("libcudnn.so.9=no such file", "./leeway --gpu");
        CudaLibraries full = new CudaLibraries(List.of(), Map.of("libcudnn.so.9", "cannot be unpacked: disk full"));
        assertThat(Obstacle.find(true, GOOD, full, List.of(), Map.of()).remedy())
                .contains(".javacpp is writable");
    }

    @Test
    void anOldCardIsNamed() {
        List<NvidiaCard> old = List.of(new NvidiaCard("Tesla M40", "5.2", "11448 MiB"));
        assertThat(Obstacle.find(true, GOOD, CudaLibraries.NONE, old, Map.of()).toString())
                .contains("the GPU is too old: Tesla M40, compute capability 5.2, 11448 MiB", "6.0 or more");
    }

    @Test
    void whatIsNotKnownIsSaidToBeInTensorFlowsLog() {
        List<NvidiaCard> cards = List.of(new NvidiaCard("NVIDIA H100", "9.0", "81559 MiB"));
        assertThat(Obstacle.find(true, GOOD, CudaLibraries.NONE, cards, Map.of())
                        .remedy())
                .contains("TF_CPP_MIN_LOG_LEVEL=0");
    }

    private static Obstacle find(NvidiaDriver driver) {
        return Obstacle.find(true, driver, CudaLibraries.NONE, List.of(), Map.of());
    }
}
