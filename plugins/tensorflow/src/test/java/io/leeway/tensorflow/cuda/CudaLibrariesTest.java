package io.leeway.tensorflow.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.tensorflow.graph.Natives;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class CudaLibrariesTest {
    @Test
    void allAreUnpackedBeforeAnyIsOpenedAndEachIsOpenedAfterWhatItNeeds() {
        List<String> steps = new ArrayList<>();
        CudaLibraries libraries = CudaLibraries.open(
                name -> {
                    steps.add("unpack");
                    return "/cache/" + name;
                },
                path -> {
                    steps.add(path);
                    return Optional.empty();
                });
        int count = CudaLibraries.names().size();
        assertThat(steps.subList(0, count)).containsOnly("unpack");
        assertThat(steps.subList(count, 2 * count))
                .containsSubsequence("/cache/libcublasLt.so.12", "/cache/libcublas.so.12", "/cache/libcusolver.so.11")
                .containsSubsequence("/cache/libnvJitLink.so.12", "/cache/libcusparse.so.12")
                .endsWith("/cache/libcudnn.so.9");
        assertThat(libraries.opened()).isEqualTo(CudaLibraries.names());
        assertThat(libraries.missing()).isEmpty();
    }

    @Test
    void withoutTheirJarTheSystemsAreOpenedThoseAloneThatTensorFlowDemands() {
        CudaLibraries libraries = CudaLibraries.open(
                name -> null, name -> name.contains("cudnn") ? Optional.of("no such file") : Optional.empty());
        assertThat(libraries.opened())
                .containsExactly(
                        "libcudart.so.12",
                        "libcublasLt.so.12",
                        "libcublas.so.12",
                        "libcufft.so.11",
                        "libcusparse.so.12",
                        "libcusolver.so.11");
        assertThat(libraries.missing()).hasToString("{libcudnn.so.9=no such file}");
    }

    @Test
    void aFullDiskIsAReasonAndNoException() {
        CudaLibraries libraries = CudaLibraries.open(
                name -> {
                    throw new IOException("No space left on device");
                },
                name -> Optional.empty());
        assertThat(libraries.opened()).isEmpty();
        assertThat(libraries.missing())
                .hasSameSizeAs(CudaLibraries.names())
                .containsEntry("libcudart.so.12", "cannot be unpacked: No space left on device");
    }

    @Test
    void thoseOfTheirJarOpenWithoutAnyDriver() {
        Natives.load();
        Assumptions.assumeTrue(Natives.builtForCuda(), "only -Pgpu has the jar on the class path");
        CudaLibraries libraries = CudaLibraries.open();
        assertThat(libraries.missing()).isEmpty();
        assertThat(libraries.opened()).isEqualTo(CudaLibraries.names());
        assertThat(Linker.PROCESS.open("libcudnn.so.9"))
                .as("opened by name alone")
                .isEmpty();
    }
}
