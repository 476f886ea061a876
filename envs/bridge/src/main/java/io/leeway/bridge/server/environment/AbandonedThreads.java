package io.leeway.bridge.server.environment;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of threads that hang in an environment. A Java thread cannot be ended from outside: such a one is left
 * alone, with the environments that it is in, until it comes back by itself.
 */
public final class AbandonedThreads {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    public AbandonedThreads(int most) {
        this.most = most;
    }

    void add() {
        count.incrementAndGet();
    }

    void remove() {
        count.decrementAndGet();
    }

    public int count() {
        return count.get();
    }

    /** Returns whether there are so many that no further environments are made. */
    public boolean full() {
        return count.get() >= most;
    }

    /** Says why nothing more is made, and what to do. */
    public String explanation() {
        return count.get() + " threads hang in environments, of " + most
                + " at most: end the server and start it again, and look for what blocks in the environment";
    }
}
