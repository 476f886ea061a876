package io.leeway.experiment;

import io.leeway.spi.Accelerator;
import io.leeway.spi.Component;
import io.leeway.spi.Device;
import io.leeway.spi.Plugin;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Accelerators that only have a name. */
public final class ToyAccelerator {
    private ToyAccelerator() {}

    /** Returns a plugin that offers it. */
    public static Plugin plugin(Class<? extends Accelerator> implementation) {
        return new Plugin() {
            @Override
            public List<Component<?, ?>> components() {
                return List.of(
                        Component.of(Accelerator.class, "toy", "Computes", ToyPlugin.Nothing.class, implementation));
            }
        };
    }

    /** There, but not in use. */
    public static final class Idle implements Accelerator {
        @Inject
        Idle() {}

        @Override
        public Optional<String> used() {
            return Optional.empty();
        }
    }

    /** In use whatever is asked for. */
    public static final class Busy implements Accelerator {
        private final Device asked;

        @Inject
        Busy(Device asked) {
            this.asked = asked;
        }

        @Override
        public Optional<String> used() {
            return Optional.of("Abacus for " + asked);
        }
    }
}
