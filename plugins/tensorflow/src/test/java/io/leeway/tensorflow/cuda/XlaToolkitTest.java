package io.leeway.tensorflow.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XlaToolkitTest {
    private static final String LIBRARY = "nvvm/libdevice/libdevice.10.bc";
    private static final String FLAG = "--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found=true";

    @TempDir
    Path root;

    @Test
    void theLibraryIsLookedForInTheUsualFolderAndInTheFlags() throws IOException {
        assertThat(XlaToolkit.missing(root, Map.of("XLA_FLAGS", FLAG))
                        .orElseThrow()
                        .reason())
                .contains("no nvvm/libdevice");
        Path elsewhere = root.resolve("elsewhere");
        write(elsewhere.resolve(LIBRARY));
        String flags = "--xla_gpu_cuda_data_dir=" + elsewhere + " " + FLAG;
        assertThat(XlaToolkit.missing(root, Map.of("XLA_FLAGS", flags))).isEmpty();
        write(root.resolve("usr/local/cuda/" + LIBRARY));
        assertThat(XlaToolkit.missing(root, Map.of("XLA_FLAGS", FLAG))).isEmpty();
    }

    @Test
    void anAssemblerIsTheToolkitsOrOnThePathOrTheDriver() throws IOException {
        write(root.resolve("usr/local/cuda/" + LIBRARY));
        Path folder = root.resolve("bin");
        Map<String, String> environment = Map.of("PATH", "/nowhere:" + folder);
        assertThat(XlaToolkit.missing(root, environment).orElseThrow().reason()).isEqualTo("there is no ptxas");
        write(folder.resolve("ptxas"));
        assertThat(folder.resolve("ptxas").toFile().setExecutable(true)).isTrue();
        assertThat(XlaToolkit.missing(root, environment)).isEmpty();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
