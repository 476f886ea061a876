package io.leeway.tensorflow.graph;

import io.leeway.spi.LeewayException;
import io.leeway.tensorflow.cuda.CudaLibraries;
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
        if (builtForCuda()) {
            CudaLibraries.prepare();
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
    public static boolean builtForCuda() {
        return TensorFlow.class.getResource("/org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2")
                != null;
    }
}
