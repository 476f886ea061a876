package io.leeway.tensorflow.cuda;

import io.leeway.spi.LeewayException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The share of a GPU's memory that this process may take: the variable LEEWAY_GPU_MEMORY. */
public final class GpuMemory {
    private static final String VARIABLE = "LEEWAY_GPU_MEMORY";

    private GpuMemory() {}

    /**
     * Returns the most that may be taken, as a fraction of the whole in (0, 1]; 0 where nothing is said, and TensorFlow
     * then takes at most what is free. Memory is taken as it is needed, whatever the bound.
     *
     * @throws LeewayException if what is said is no such fraction
     */
    public static double fraction() {
        return fraction(System.getenv());
    }

    static double fraction(Map<String, String> environment) {
        String said = environment.getOrDefault(VARIABLE, "").strip();
        if (said.isEmpty()) {
            return 0;
        }
        try {
            double fraction = Double.parseDouble(said);
            if (fraction > 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException e) {
            throw wrong(said, e);
        }
        throw wrong(said, null);
    }

    private static LeewayException wrong(String said, @Nullable Throwable cause) {
        return new LeewayException(
                VARIABLE + " must be a fraction of the GPU's memory, above 0 and at most 1, but is " + said + ".",
                cause);
    }
}
