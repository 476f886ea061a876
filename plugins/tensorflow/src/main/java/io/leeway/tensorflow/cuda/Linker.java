package io.leeway.tensorflow.cuda;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** The system's linker of shared libraries, which opens them as TensorFlow will when it looks for them. */
@FunctionalInterface
public interface Linker {
    /** The process's own, which is there once TensorFlow's native library is loaded. */
    Linker PROCESS = name -> {
        try {
            Loader.loadGlobal(name);
            return Optional.empty();
        } catch (UnsatisfiedLinkError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    };

    /**
     * Opens a library for the rest of the process; who asks for its name later gets the same one.
     *
     * @param name a path, or a name such as {@code libcuda.so.1} that the system's loader searches for
     * @return why it cannot be opened; empty if it is open
     */
    Optional<String> open(String name);
}
