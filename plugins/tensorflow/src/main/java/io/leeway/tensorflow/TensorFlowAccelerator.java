package io.leeway.tensorflow;

import io.leeway.spi.Accelerator;
import io.leeway.spi.Device;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.graph.Gpu;
import io.leeway.tensorflow.graph.Natives;
import jakarta.inject.Inject;
import java.util.Optional;

/** The GPU that TensorFlow computes on. Its build for the CPU is not even loaded to find that there is none. */
public final class TensorFlowAccelerator implements Accelerator {
    /** Needs no configuration. */
    public record Config() {}

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
        return Optional.of(NvidiaCard.ofThisMachine().stream()
                .map(NvidiaCard::name)
                .findFirst()
                .orElse("GPU"));
    }
}
