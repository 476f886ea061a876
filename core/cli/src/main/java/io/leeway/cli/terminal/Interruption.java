package io.leeway.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The user's wish to stop: the first ctrl-C, or SIGTERM, asks that work ends at its next report of progress, and the
 * second ends it at once.
 */
public final class Interruption {
    /** The exit code that a shell expects of a command that was interrupted. */
    public static final int EXIT_CODE = 130;

    /** Some senders, such as {@code timeout}, signal a process and then its group: that is one request. */
    static final long ONE_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final AtomicLong requestedAt = new AtomicLong();
    private final Output output;
    private final Runnable first;

    private Interruption(Output output, Runnable first) {
        this.output = output;
        this.first = first;
    }

    /** Returns one that listens to signals from now on. */
    public static Interruption listening(Output output) {
        return listening(
                output, () -> output.message("\nStopping at the next safe point. Interrupt again to stop at once."));
    }

    /** Returns one that listens to signals from now on, and does something at the first. */
    public static Interruption listening(Output output, Runnable first) {
        Interruption interruption = new Interruption(output, first);
        interruption.listen("INT");
        interruption.listen("TERM");
        return interruption;
    }

    public boolean requested() {
        return requestedAt.get() != 0;
    }

    /** Takes a signal. */
    void signal() {
        long now = System.nanoTime() | 1;
        if (requestedAt.compareAndSet(0, now)) {
            first.run();
        } else if (now - requestedAt.get() > ONE_REQUEST_NANOS) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** Java's own signal handling is called by name: the compiler warns of it beyond silencing. */
    private void listen(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler take = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    signal();
                    return null;
                }
                return method.getName().equals("hashCode") ? (Object) System.identityHashCode(proxy) : null;
            };
            Object listener = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {handler}, take);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            output.message("Interrupting will stop at once: this Java takes no handler for SIG" + name + ".");
        }
    }
}
