package io.leeway.tensorflow.cuda;

import java.util.List;
import java.util.Map;

/**
 * A reason why no GPU can be used.
 *
 * @param reason half a sentence
 * @param remedy what to do about it, a whole sentence
 */
public record Obstacle(String reason, String remedy) {
    private static final String CHOOSE = "CUDA_VISIBLE_DEVICES";
    private static final String CONTAINER =
            "Start the container with access to the GPU, for example with 'docker run --gpus all'.";

    /**
     * Says why TensorFlow uses no GPU here: the first thing in its way.
     *
     * @param builtForCuda whether this build of TensorFlow knows GPUs
     * @param cards what {@code nvidia-smi} lists; empty where it says nothing
     */
    public static Obstacle find(
            boolean builtForCuda,
            NvidiaDriver driver,
            CudaLibraries libraries,
            List<NvidiaCard> cards,
            Map<String, String> environment) {
        if (!builtForCuda) {
            return new Obstacle(
                    "this build of TensorFlow computes on the CPU alone",
                    (driver.present() ? "For the GPU run './leeway --gpu'" : "Where there is one, run './leeway --gpu'")
                            + " (Linux x86-64; or build with -Pgpu).");
        }
        if (!driver.present()) {
            return new Obstacle(
                    "there is no NVIDIA driver",
                    driver.container()
                            ? CONTAINER
                            : "Install NVIDIA's driver, " + NvidiaDriver.MINIMUM
                                    + " or newer; all else comes with Leeway.");
        }
        if (!driver.suffices()) {
            return new Obstacle(
                    "the NVIDIA driver is " + driver.version() + ", too old for CUDA 12",
                    "Install NVIDIA's driver, " + NvidiaDriver.MINIMUM + " or newer.");
        }
        if (!driver.hasDevice()) {
            return new Obstacle(
                    "the NVIDIA driver is there, but no GPU: there is no /dev/nvidia0",
                    driver.container()
                            ? CONTAINER
                            : "Run 'sudo nvidia-smi' or 'sudo nvidia-modprobe', which makes it.");
        }
        if (!driver.opens()) {
            return new Obstacle(
                    "the driver's library does not open (" + driver.libraryError() + ")",
                    driver.container()
                            ? "Start the container with NVIDIA_DRIVER_CAPABILITIES=compute,utility."
                            : "Install the part of the driver that computes, such as Debian's libcuda1.");
        }
        String chosen = environment.get(CHOOSE);
        if (chosen != null && (chosen.isBlank() || chosen.startsWith("-1"))) {
            return new Obstacle("the variable " + CHOOSE + " hides every GPU", "Unset it, or set it to 0.");
        }
        if (!libraries.missing().isEmpty()) {
            return new Obstacle("libraries of CUDA are missing: " + libraries.missing(), missing(libraries));
        }
        if (!cards.isEmpty() && cards.stream().noneMatch(NvidiaCard::suffices)) {
            return new Obstacle(
                    "the GPU is too old: " + cards.get(0),
                    "TensorFlow needs a compute capability of " + NvidiaCard.OLDEST + " or more.");
        }
        return new Obstacle(
                "the driver and the libraries are there, but TensorFlow finds no GPU",
                "TF_CPP_MIN_LOG_LEVEL=0 in the environment shows why.");
    }

    private static String missing(CudaLibraries libraries) {
        return libraries.missing().values().stream().anyMatch(reason -> reason.startsWith("cannot be unpacked"))
                ? "See that " + System.getProperty("user.home") + "/.javacpp is writable with 4 GB free."
                : "Build with './leeway --gpu' or -Pgpu, which brings them, or put them on LD_LIBRARY_PATH.";
    }
}
