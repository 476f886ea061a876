package io.leeway.tensorflow.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NvidiaDriverTest {
    private static final Linker OPENS = name -> Optional.empty();
    private static final Linker FAILS = name -> Optional.of(name + ": cannot open shared object file");

    @TempDir
    Path root;

    @Test
    void aMachineWithoutADriverHasNoTraceOfOne() throws IOException {
        write("dev/null", "");
        NvidiaDriver driver = NvidiaDriver.read(root, FAILS);
        assertThat(driver)
                .isEqualTo(new NvidiaDriver("", FAILS.open("libcuda.so.1").get(), List.of(), false));
        assertThat(driver.present()).isFalse();
        assertThat(driver.summary()).isEqualTo("none");
    }

    @Test
    void readsTheVersionOfBothKindsOfKernelModule() throws IOException {
        write(
                "proc/driver/nvidia/version",
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.54.03  Tue Jun  6 22:20:39 UTC 2023\n"
                        + "GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n");
        assertThat(NvidiaDriver.read(root, OPENS).version()).isEqualTo("535.54.03");
        write(
                "proc/driver/nvidia/version",
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.159.04  Release Build  (root@host)\n");
        assertThat(NvidiaDriver.read(root, OPENS).version()).isEqualTo("580.159.04");
    }

    @Test
    void readsTheVersionOfTheOpenLibraryWhereTheKernelHidesIt() throws IOException {
        write(
                "proc/self/maps",
                "7f00-7f01 r-xp 0 08:01 9 /usr/lib/libc.so.6\n7f02-7f03 r-xp 0 08:01 9 /usr/local/nvidia/"
                        + "lib64/libcuda.so.550.54.15\n");
        write("dev/nvidiactl", "");
        write("dev/nvidia0", "");
        write("dev/nvidia1", "");
        write(".dockerenv", "");
        NvidiaDriver driver = NvidiaDriver.read(root, OPENS);
        assertThat(driver.container()).isTrue();
        assertThat(driver.hasDevice()).isTrue();
        assertThat(driver.summary()).isEqualTo("550.54.15, /dev/nvidia0 /dev/nvidia1 /dev/nvidiactl");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        write("proc/driver/nvidia/version", "NVRM version: Module  535.54.03  Tue\n");
        assertThat(NvidiaDriver.read(root, FAILS).summary()).isEqualTo("535.54.03, no device in /dev, no libcuda.so.1");
    }

    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(driver("525.60.13").suffices()).isTrue();
        assertThat(driver("1000.1").suffices()).isTrue();
        assertThat(driver("525.60.9").suffices()).isFalse();
        assertThat(driver("470.256.02").suffices()).isFalse();
        assertThat(driver("").suffices()).isTrue();
    }

    private static NvidiaDriver driver(String version) {
        return new NvidiaDriver(version, "", List.of(), false);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
