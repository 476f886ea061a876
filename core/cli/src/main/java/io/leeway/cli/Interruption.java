package io.leeway.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns the first ctrl-C, or SIGTERM, into a request that work ends at its next report of progress, and the second into an
 * end at once.
 */
final class Interruption {
    /** What a shell expects of a command that was interrupted. */
    static final int EXIT_CODE = 130;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final Output output;

    private Interruption(Output output) {
        this.output = output;
    }

    /** Returns one that listens to signals from now on. */
    static Interruption listening(Output output) {
        Interruption interruption = new Interruption(output);
        interruption.listen("INT");
        interruption.listen("TERM");
        return interruption;
    }

    boolean requested() {
        return requested.get();
    }

    /** Takes a signal. */
    void signal() {
        if (requested.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        output.message("\nStopping at the next safe point. Interrupt again to stop at once.");
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
