package io.leeway.tensorflow;

import io.leeway.spi.Accelerator;
import io.leeway.spi.Device;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.graph.Gpu;
import io.leeway.tensorflow.graph.Natives;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The GPU that TensorFlow computes on. Its build for the CPU is not even loaded to find that there is none. */
public final class TensorFlowAccelerator implements Accelerator {
    /** An empty configuration. */
    public record Config() {}

    /** The accelerator's name, looked up once a process: it starts the driver's own program. */
    private static final class Once {
        static final String NAME = name(NvidiaCard.ofThisMachine(), System.getenv("CUDA_VISIBLE_DEVICES"));
    }

    private final Device device;

    /**
     * Prepares to look.
     *
     * @param device what the run asks for
     */
    @Inject
    public TensorFlowAccelerator(Device device) {
        this.device = device;
    }

    @Override
    public Optional<String> used() {
        if (device == Device.CPU
                || !Natives.builtForCuda()
                || !Gpu.ofThisProcess().usable()) {
            return Optional.empty();
        }
        return Optional.of(Once.NAME);
    }

    /**
     * Returns the name that all cards have; of different ones all names, and which of them TensorFlow was let see.
     *
     * @param visible what {@code CUDA_VISIBLE_DEVICES} says, or null
     */
    static String name(List<NvidiaCard> cards, @Nullable String visible) {
        List<String> names = cards.stream().map(NvidiaCard::name).toList();
        if (names.stream().distinct().count() > 1) {
            return String.join(", ", names) + (visible == null ? "" : " (of them " + visible + ")");
        }
        return names.isEmpty() ? "GPU" : names.get(0);
    }
}
