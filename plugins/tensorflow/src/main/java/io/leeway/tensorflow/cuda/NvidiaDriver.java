package io.leeway.tensorflow.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * NVIDIA's driver, as far as it is installed on this machine.
 *
 * @param version such as {@code 580.65.06}; empty if it is not known
 * @param libraryError why {@code libcuda.so.1}, the driver's part in a process, cannot be opened; empty if it is open
 * @param devices its files under {@code /dev}, in order
 * @param container whether this process seems to be in a container
 */
public record NvidiaDriver(String version, String libraryError, List<String> devices, boolean container) {
    /** The oldest that runs programs of CUDA 12. */
    static final String MINIMUM = "525.60.13";

    /** The driver's part in a process. */
    static final String LIBRARY = "libcuda.so.1";

    private static final Pattern VERSION = Pattern.compile("\\s(\\d{3,}\\.\\d+(?:\\.\\d+)?)\\s");
    private static final Pattern FILE = Pattern.compile("/libcuda\\.so\\.(\\d{3,}\\.\\d+(?:\\.\\d+)?)");
    private static final Pattern DEVICE = Pattern.compile("nvidia\\d+|nvidiactl|nvidia-uvm|dxg");

    /** Copies the devices. */
    public NvidiaDriver {
        devices = List.copyOf(devices);
    }

    /**
     * Looks at this machine, and opens {@code libcuda.so.1} if it can; TensorFlow's native library is loaded before.
     */
    public static NvidiaDriver ofThisMachine() {
        return read(Path.of("/"), Linker.PROCESS);
    }

    static NvidiaDriver read(Path root, Linker linker) {
        String error = linker.open(LIBRARY).orElse("");
        Optional<String> version = first(root.resolve("proc/driver/nvidia/version"), VERSION)
                .or(() -> first(root.resolve("proc/self/maps"), FILE));
        boolean container =
                Stream.of(".dockerenv", "run/.containerenv").anyMatch(name -> Files.exists(root.resolve(name)));
        return new NvidiaDriver(version.orElse(""), error, devices(root.resolve("dev")), container);
    }

    /** Returns whether a process can talk to the driver, whatever it then says. */
    public boolean opens() {
        return libraryError.isEmpty();
    }

    /** Returns whether there is any trace of the driver. */
    public boolean present() {
        return opens() || !version.isEmpty() || !devices.isEmpty();
    }

    /** Returns whether a file stands for a GPU; Windows' Subsystem for Linux has one for all of them. */
    boolean hasDevice() {
        return devices.stream().anyMatch(device -> device.matches("nvidia\\d+|dxg"));
    }

    /** Returns whether it is new enough; true where the version is not known. */
    boolean suffices() {
        return version.isEmpty() || Arrays.compare(numbers(version), numbers(MINIMUM)) >= 0;
    }

    /** Returns what there is, in one line. */
    public String summary() {
        if (!present()) {
            return "none";
        }
        return (version.isEmpty() ? "of unknown version" : version)
                + (devices.isEmpty() ? ", no device in /dev" : ", /dev/" + String.join(" /dev/", devices))
                + (opens() ? "" : ", no " + LIBRARY);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    private static Optional<String> first(Path file, Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> devices(Path folder) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> DEVICE.matcher(name).matches())
                    .sorted()
                    .forEach(names::add);
        } catch (IOException e) {
            return names;
        }
        return names;
    }
}
