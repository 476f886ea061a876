package io.leeway.spi;

import java.util.Optional;

/**
 * A device other than the CPU that a plugin computes on: results differ there in their last digits, so that a run keeps
 * them apart.
 *
 * <p>A run asks every accelerator before its first stage; one that is in use is a part of what every output depends on.
 */
public interface Accelerator {
    /**
     * Looks, for a few seconds at most, what the run's {@link Device} comes to here.
     *
     * @return the accelerator's name, such as {@code NVIDIA H100 80GB HBM3}; empty where the CPU computes
     */
    Optional<String> used();
}
