package io.leeway.tensorflow.cuda;

import io.leeway.spi.support.FileProblem;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of CUDA and cuDNN that TensorFlow's CUDA build opens by name.
 *
 * <p>Where their jar is on the class path they are unpacked under {@code ~/.javacpp} the first time (2.3 GB) and opened
 * from there, so that TensorFlow finds them open. Else the system's are opened, if there are any.
 *
 * @param opened the names of those that are open
 * @param missing the names of those that are not, each with the reason
 */
public record CudaLibraries(List<String> opened, Map<String, String> missing) {
    private static final String RUN_TIME = "libcudart.so.12";

    /** What this build of TensorFlow insists on: without any one of them it registers no GPU. */
    private static final List<String> DEMANDED = List.of(
            RUN_TIME,
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcufft.so.11",
            "libcusparse.so.12",
            "libcusolver.so.11",
            "libcudnn.so.9");

    /** What those open in their turn, before what opens it; the folder they are unpacked to is theirs to search too. */
    private static final List<String> BEHIND = List.of(
            "libnvJitLink.so.12",
            "libnvrtc-builtins.so.12.6",
            "libnvrtc.so.12",
            "libcudnn_graph.so.9",
            "libcudnn_ops.so.9",
            "libcudnn_cnn.so.9",
            "libcudnn_adv.so.9",
            "libcudnn_heuristic.so.9",
            "libcudnn_engines_runtime_compiled.so.9",
            "libcudnn_engines_precompiled.so.9");

    private static final String FOLDER = "/org/bytedeco/cuda/linux-x86_64/";

    /** None was asked for. */
    public static final CudaLibraries NONE = new CudaLibraries(List.of(), Map.of());

    /** Copies the names. */
    public CudaLibraries {
        opened = List.copyOf(opened);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /** The place that a library of a name comes from. */
    @FunctionalInterface
    interface Source {
        /**
         * Returns a path, or null if there is none to be had.
         *
         * @throws IOException if it cannot be unpacked
         */
        @Nullable
        String path(String name) throws IOException;
    }

    /**
     * Opens CUDA's run-time library alone, if its jar is on the class path. TensorFlow's CUDA build looks for it while
     * it is loaded itself, and never again: this comes before.
     */
    public static void prepare() {
        try {
            String path = unpack(RUN_TIME);
            if (path != null) {
                System.load(path);
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            // What is missing is found out, and said, once TensorFlow is loaded.
            return;
        }
    }

    /** Opens the libraries, or finds out which cannot be; TensorFlow is loaded before. */
    public static CudaLibraries open() {
        return open(CudaLibraries::unpack, Linker.PROCESS);
    }

    static CudaLibraries open(Source source, Linker linker) {
        // All are unpacked before any is opened: they look for each other beside themselves.
        Map<String, String> paths = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String name : names()) {
            try {
                String path = source.path(name);
                if (path != null) {
                    paths.put(name, path);
                } else if (DEMANDED.contains(name)) {
                    paths.put(name, name);
                }
            } catch (IOException e) {
                missing.put(name, "cannot be unpacked: " + FileProblem.text(e));
            }
        }
        List<String> opened = new ArrayList<>();
        paths.forEach((name, path) ->
                linker.open(path).ifPresentOrElse(reason -> missing.put(name, reason), () -> opened.add(name)));
        return new CudaLibraries(opened, missing);
    }

    /** Returns all names, each after those that it needs. */
    static List<String> names() {
        List<String> names = new ArrayList<>(BEHIND);
        names.addAll(DEMANDED);
        return names;
    }

    private static @Nullable String unpack(String name) throws IOException {
        File file = Loader.cacheResource(CudaLibraries.class, FOLDER + name);
        return file == null ? null : file.getPath();
    }
}
