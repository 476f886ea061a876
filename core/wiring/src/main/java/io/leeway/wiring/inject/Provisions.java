package io.leeway.wiring.inject;

import com.google.inject.ProvisionException;
import java.util.function.Supplier;

/** Failures of providers, without Guice's wrapping around them. */
public final class Provisions {
    private Provisions() {}

    /** Returns what a provider threw, or the failure itself where it is of no provider. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof ProvisionException && cause != null ? cause(cause) : failure;
    }

    /**
     * Calls what may ask an injected {@code Provider}.
     *
     * @throws RuntimeException as it was thrown where the provider made its object, and so with any {@link Error}
     */
    public static <T> T unwrapped(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProvisionException failure) {
            Throwable cause = cause(failure);
            if (cause instanceof Error fatal) {
                throw fatal;
            }
            throw cause instanceof RuntimeException thrown ? thrown : failure;
        }
    }
}
