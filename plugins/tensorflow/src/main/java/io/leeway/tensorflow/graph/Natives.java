package io.leeway.tensorflow.graph;

import io.leeway.spi.LeewayException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.TensorFlow;

/** TensorFlow's native library. */
public final class Natives {
    private Natives() {}

    /**
     * Loads the library, which unpacks it under {@code ~/.javacpp} the first time, and returns its version.
     *
     * @throws LeewayException if this machine cannot run it, with what to do
     */
    public static String load() {
        Processor processor = Processor.ofThisMachine();
        if (!processor.suffices()) {
            throw new LeewayException("TensorFlow needs a processor with AVX, but this one has only "
                    + processor.vectors() + ". Run on a machine from 2012 or later.");
        }
        try {
            return TensorFlow.version();
        } catch (LinkageError e) {
            throw new LeewayException(
                    "TensorFlow's native library does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + e.getMessage() + "). Build Leeway on this machine,"
                            + " so that Maven picks the library of its platform, and see that "
                            + System.getProperty("user.home") + "/.javacpp is writable with 1 GB free.",
                    e);
        }
    }

    /** Returns whether the library on the class path is the CUDA build. */
    static boolean builtForCuda() {
        return TensorFlow.class.getResource("/org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2")
                != null;
    }

    /** Returns why no GPU is seen and what to do about it, in a sentence or two. */
    public static String whyNoGpu() {
        if (!builtForCuda()) {
            return "This build of TensorFlow knows no GPU. On Linux x86-64 build Leeway again with -Pgpu.";
        }
        if (!Files.exists(Path.of("/proc/driver/nvidia/version"))) {
            return "No NVIDIA driver is loaded (there is no /proc/driver/nvidia/version). Install the driver, or start"
                    + " the container with access to the GPU.";
        }
        return "The NVIDIA driver is loaded, but TensorFlow finds no device it can use. It needs the libraries of CUDA"
                + " 12.5 and cuDNN 9 on LD_LIBRARY_PATH; set TF_CPP_MIN_LOG_LEVEL=0 to see which it misses.";
    }
}
