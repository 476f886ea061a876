package io.leeway.cli.machine;

import com.sun.management.OperatingSystemMXBean;
import io.leeway.cli.command.Version;
import io.leeway.spi.Diagnostic;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The diagnostic of what every experiment needs: Java, memory, processors and disk. */
final class MachineDiagnostic implements Diagnostic {
    private static final double GIBIBYTE = 1L << 30;
    private static final Path CPU_INFORMATION = Path.of("/proc/cpuinfo");

    private final Path folder;

    /** Looks at the disk that a folder is on. */
    MachineDiagnostic(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public List<Finding> examine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Status.OK, "Leeway", Version.full(), ""));
        findings.add(java());
        findings.add(memory(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory()));
        findings.add(processors(Runtime.getRuntime().availableProcessors(), cpuInformation()));
        findings.add(disk());
        return findings;
    }

    private static Finding java() {
        String text = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + System.getProperty("java.vendor") + ", in " + System.getProperty("java.home");
        return new Finding(Status.OK, "Java", text, "");
    }

    static Finding memory(long total, long heap) {
        String text = String.format(
                Locale.ROOT, "%.1f GiB, of which Java's heap may take %.1f GiB", total / GIBIBYTE, heap / GIBIBYTE);
        return total < 4 * GIBIBYTE
                ? new Finding(Status.WARNING, "Memory", text, "Experiments of the examples' size need up to 4 GiB.")
                : new Finding(Status.OK, "Memory", text, "");
    }

    static Finding processors(int count, Optional<String> information) {
        if (information.isEmpty()) {
            return new Finding(Status.OK, "Processors", count + "; their features are not known here", "");
        }
        Set<String> features = features(information.get());
        String model = line(information.get(), "model name").orElse(System.getProperty("os.arch"));
        String text = count + " of " + model + (features.isEmpty() ? "" : ", with " + String.join(", ", features));
        boolean intel = line(information.get(), "flags").isPresent();
        if (intel && !features.contains("avx")) {
            return new Finding(
                    Status.FAILURE, "Processors", text, "TensorFlow needs a processor with AVX: use another machine.");
        } else if (intel && !(features.contains("avx2") && features.contains("fma"))) {
            return new Finding(
                    Status.WARNING, "Processors", text, "A processor with AVX2 and FMA computes several times faster.");
        }
        return new Finding(Status.OK, "Processors", text, "");
    }

    private static Set<String> features(String information) {
        Set<String> wanted =
                Set.of("avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd", "sve");
        Set<String> features = new TreeSet<>();
        line(information, "flags")
                .or(() -> line(information, "Features"))
                .ifPresent(flags -> features.addAll(Arrays.asList(flags.split("\\s+"))));
        features.retainAll(wanted);
        return features;
    }

    private static Optional<String> line(String information, String name) {
        return information
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static Optional<String> cpuInformation() {
        try {
            return Files.isReadable(CPU_INFORMATION)
                    ? Optional.of(Files.readString(CPU_INFORMATION))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Finding disk() {
        try {
            return disk(folder, Files.getFileStore(folder).getUsableSpace(), Files.isWritable(folder));
        } catch (IOException failure) {
            return new Finding(
                    Status.FAILURE, "Disk", folder + " cannot be looked at: " + FileProblem.text(failure), "");
        }
    }

    static Finding disk(Path folder, long free, boolean writable) {
        String text = String.format(Locale.ROOT, "%.1f GiB free in %s", free / GIBIBYTE, folder);
        if (!writable) {
            return new Finding(
                    Status.WARNING, "Disk", text + ", which is not writable", "Give runs a folder with --runs DIR.");
        } else if (free < GIBIBYTE) {
            return new Finding(
                    Status.WARNING,
                    "Disk",
                    text,
                    "A run can take a few GiB: make room, or choose a folder with --runs.");
        }
        return new Finding(Status.OK, "Disk", text, "");
    }
}
