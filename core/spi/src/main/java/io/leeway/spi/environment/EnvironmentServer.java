package io.leeway.spi.environment;

import java.time.Duration;

/** A server of environments to other processes. */
public interface EnvironmentServer {
    /**
     * Begins to serve.
     *
     * @throws io.leeway.spi.LeewayException if the address cannot be bound, or would be open to others without
     *     protection
     */
    Running serve(Environments environments);

    /** A server under way. */
    interface Running extends AutoCloseable {
        /**
         * Returns the address that clients connect to, such as {@code 127.0.0.1:50051}: the port is the one that was
         * bound.
         */
        String address();

        /** Waits until it has ended. */
        void join() throws InterruptedException;

        /** Takes no new sessions, lets what is under way finish for so long, and ends. */
        void drain(Duration deadline);

        /** Ends at once. */
        @Override
        void close();
    }
}
