package io.leeway.tensorflow.cuda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of CUDA's toolkit that XLA needs to compile for a GPU: {@code libdevice}, NVIDIA's functions such as exp,
 * which is in no Maven artifact, and an assembler. Without the latter XLA ends the process, so one looks before.
 */
public final class XlaToolkit {
    private static final Pattern FOLDER = Pattern.compile("--xla_gpu_cuda_data_dir=(\\S+)");
    private static final String DRIVER_ASSEMBLES = "--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found";

    private XlaToolkit() {}

    /** Returns what this machine misses, and what to do about it; empty if XLA can compile. */
    public static Optional<Obstacle> missing() {
        return missing(Path.of("/"), System.getenv());
    }

    static Optional<Obstacle> missing(Path root, Map<String, String> environment) {
        String flags = environment.getOrDefault("XLA_FLAGS", "");
        List<Path> folders = new ArrayList<>();
        Matcher matcher = FOLDER.matcher(flags);
        if (matcher.find()) {
            folders.add(Path.of(matcher.group(1)));
        }
        folders.add(root.resolve("usr/local/cuda"));
        folders.add(root.resolve("opt/cuda"));
        if (folders.stream().noneMatch(folder -> Files.exists(folder.resolve("nvvm/libdevice/libdevice.10.bc")))) {
            return Optional.of(new Obstacle(
                    "there is no nvvm/libdevice/libdevice.10.bc in /usr/local/cuda",
                    "Install NVIDIA's CUDA toolkit 12, and name its folder in CUDA_HOME where it is elsewhere."));
        }
        boolean assembles = flags.contains(DRIVER_ASSEMBLES)
                || folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve("bin/ptxas")))
                || path(environment).stream().anyMatch(folder -> Files.isExecutable(folder.resolve("ptxas")));
        return assembles
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "there is no ptxas",
                        "Install it with CUDA's toolkit, or set XLA_FLAGS=" + DRIVER_ASSEMBLES + "."));
    }

    private static List<Path> path(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }
}
