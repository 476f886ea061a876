package io.leeway.spi.environment;

/** The capability of a vector of environments to be put back into an earlier state. */
public interface Snapshots {
    /**
     * Returns everything that the environments' future depends on: physics, elapsed steps, random streams. Opaque; at
     * most a few kilobytes an environment.
     */
    byte[] save();

    /**
     * Puts the environments back, bit for bit.
     *
     * @param state saved by environments of the same specification and count
     * @throws io.leeway.spi.LeewayException if it is not such a state
     */
    void load(byte[] state);
}
