package io.leeway.tensorflow.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The processor and its vector extensions, as Linux describes them.
 *
 * @param architecture Java's name of it, such as {@code amd64}
 * @param flags what {@code /proc/cpuinfo} lists; empty where there is no such file
 */
public record Processor(String architecture, Set<String> flags) {
    /** The vector extensions worth naming, from the oldest to the newest. */
    private static final List<String> VECTORS =
            List.of("sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "sve", "bf16");

    /** Copies the flags. */
    public Processor {
        flags = Set.copyOf(flags);
    }

    /** Returns this machine's processor. */
    public static Processor ofThisMachine() {
        return read(Path.of("/proc/cpuinfo"), System.getProperty("os.arch", "unknown"));
    }

    static Processor read(Path information, String architecture) {
        try {
            return new Processor(
                    architecture,
                    Files.readAllLines(information).stream()
                            .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                            .findFirst()
                            .map(line -> Set.copyOf(Arrays.asList(line.substring(line.indexOf(':') + 1)
                                    .strip()
                                    .split("\\s+"))))
                            .orElse(Set.of()));
        } catch (IOException e) {
            return new Processor(architecture, Set.of());
        }
    }

    /**
     * Returns whether TensorFlow's natives can run here: on x86 they are compiled for AVX, and without it the process
     * would be aborted rather than an exception thrown. True where that is not known.
     */
    public boolean suffices() {
        return !architecture.equals("amd64") || flags.isEmpty() || flags.contains("avx");
    }

    /** Returns whether matrix products run at full speed: on x86 they use AVX2 and FMA or later. True where unknown. */
    public boolean fast() {
        return !architecture.equals("amd64") || flags.isEmpty() || flags.containsAll(Set.of("avx2", "fma"));
    }

    /** Returns the vector extensions that there are, such as "AVX, AVX2, FMA, AVX512F". */
    public String vectors() {
        String names = String.join(
                ", ",
                VECTORS.stream()
                        .filter(flags::contains)
                        .map(flag -> flag.toUpperCase(Locale.ROOT))
                        .toList());
        return names.isEmpty() ? "unknown vector extensions" : names;
    }
}
