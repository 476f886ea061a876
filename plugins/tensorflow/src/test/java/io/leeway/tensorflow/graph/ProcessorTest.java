package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorTest {
    @Test
    void readsTheFlagsOfTheFirstProcessor(@TempDir Path directory) throws IOException {
        Path information = directory.resolve("cpuinfo");
        Files.writeString(
                information, "processor\t: 0\nflags\t\t: fpu sse4_2 avx  avx2 fma\n\nprocessor\t: 1\nflags\t: x\n");
        Processor processor = Processor.read(information, "amd64");
        assertThat(processor.flags()).containsExactlyInAnyOrder("fpu", "sse4_2", "avx", "avx2", "fma");
        assertThat(processor.vectors()).isEqualTo("SSE4_2, AVX, AVX2, FMA");
        assertThat(processor.suffices()).isTrue();
        assertThat(processor.fast()).isTrue();
    }

    @Test
    void assumesTheBestWhereNothingIsTold(@TempDir Path directory) {
        Processor processor = Processor.read(directory.resolve("none"), "amd64");
        assertThat(processor.suffices()).isTrue();
        assertThat(processor.fast()).isTrue();
        assertThat(processor.vectors()).isEqualTo("unknown vector extensions");
    }

    @Test
    void asksNothingOfX86OfOtherArchitectures() {
        Processor processor = new Processor("aarch64", Set.of("asimd"));
        assertThat(processor.suffices()).isTrue();
        assertThat(processor.vectors()).isEqualTo("ASIMD");
    }
}
