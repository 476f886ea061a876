package io.leeway.testkit.promise;

import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** An injectable class of a plugin's own, which asks for what every constructor may ask for. */
final class Own {
    private final AskingConfig config;
    private final RandomSource random;

    @Inject
    Own(AskingConfig config, RandomSource random, Provider<Progress> progress, Device device, Deeper deeper) {
        this.config = config;
        this.random = random;
        CreationRecord.present(progress.get(), device, deeper);
    }

    RandomSource random() {
        return random;
    }

    /** Adds a line for a component that was given all that it asked for. */
    void tell(String kind, Object... given) {
        CreationRecord.present(given);
        CreationRecord.add(config.record(), kind);
    }

    /** Another one, which asks for nothing. */
    static final class Deeper {
        @Inject
        Deeper() {}
    }
}
