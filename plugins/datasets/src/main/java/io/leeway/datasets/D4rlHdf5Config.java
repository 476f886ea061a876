package io.leeway.datasets;

import io.leeway.spi.Description;
import java.nio.file.Path;

/**
 * Which file is read.
 *
 * @param path the file
 */
public record D4rlHdf5Config(
        @Description(
                "The HDF5 file, with observations, actions, rewards, terminals and, where it has them, timeouts and next_observations.")
        Path path) {}
