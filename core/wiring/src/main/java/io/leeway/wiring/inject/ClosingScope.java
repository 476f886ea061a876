package io.leeway.wiring.inject;

import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scope;
import io.leeway.spi.LeewayException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Guice scope with an end: it holds one instance of each key, and closes those that can be closed, the latest first.
 */
final class ClosingScope implements Scope, AutoCloseable {
    private final String name;
    private final Map<Key<?>, Object> instances = new HashMap<>();
    private final Set<Key<?>> making = new HashSet<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private boolean closed;

    ClosingScope(String name) {
        this.name = name;
    }

    @Override
    public <T> Provider<T> scope(Key<T> key, Provider<T> unscoped) {
        return () -> instance(key, unscoped);
    }

    @SuppressWarnings("unchecked") // the instance came from a provider of the key's own type
    private synchronized <T> T instance(Key<T> key, Provider<T> unscoped) {
        if (closed) {
            throw new IllegalStateException("The scope of " + name + " has ended: there is no " + key + " any more");
        }
        Object known = instances.get(key);
        if (known == null) {
            known = make(key, unscoped);
            instances.put(key, known);
            if (known instanceof AutoCloseable closeable) {
                closing.push(closeable);
            }
        }
        return (T) known;
    }

    private <T> T make(Key<T> key, Provider<T> unscoped) {
        if (!making.add(key)) {
            String name = key.getTypeLiteral().getRawType().getSimpleName();
            throw new LeewayException(
                    "The " + name + " is asked for while it is being made: one of its parts needs it.");
        }
        try {
            return unscoped.get();
        } finally {
            making.remove(key);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        instances.clear();
        RuntimeException first = null;
        while (!closing.isEmpty()) {
            first = close(closing.pop(), first);
        }
        if (first != null) {
            throw first;
        }
    }

    private @Nullable RuntimeException close(AutoCloseable instance, @Nullable RuntimeException earlier) {
        try {
            instance.close();
            return earlier;
        } catch (Exception | LinkageError failure) {
            RuntimeException problem = failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(
                            "Cannot close " + instance.getClass().getName(), failure);
            if (earlier == null) {
                return problem;
            }
            earlier.addSuppressed(problem);
            return earlier;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
