package io.leeway.spi.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server of environments, as a client sees it before any are made. */
public interface EnvironmentHost extends AutoCloseable {
    /**
     * Asks the server what it is.
     *
     * @throws EnvironmentException if it cannot be reached; the message says how to start one
     */
    Facts facts();

    /** Returns what may be made there; ids that contain {@code filter}, in order. */
    List<Listed> list(String filter);

    /** Returns how long a message takes there and back. */
    Duration ping();

    /**
     * Returns environments of the server.
     *
     * @param id one that {@link #list} gives
     * @param options what the environment's constructor takes
     */
    Environments environments(String id, Map<String, Object> options);

    @Override
    void close();

    /**
     * A server's description of itself.
     *
     * @param server its name and version
     * @param protocolVersion the protocol's semantic version
     * @param versions by package
     * @param capabilities in kebab-case
     * @param limits by name
     */
    record Facts(
            String server,
            String protocolVersion,
            Map<String, String> versions,
            List<String> capabilities,
            Map<String, String> limits) {}

    /**
     * One environment that may be made.
     *
     * @param id as the server has it
     * @param maximumEpisodeSteps the registered time limit; 0 for none
     */
    record Listed(String id, int maximumEpisodeSteps) {}
}
