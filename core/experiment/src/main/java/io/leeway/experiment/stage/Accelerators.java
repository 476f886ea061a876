package io.leeway.experiment.stage;

import io.leeway.spi.Accelerator;
import io.leeway.spi.Components;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accelerators that a run computes on, where that is not the CPU. */
public final class Accelerators {
    private Accelerators() {}

    /**
     * Returns the accelerators in use by the names of their components, under one key; nothing where there are none.
     */
    public static Map<String, Object> used(Registry registry, Components components) {
        Configurations configurations = new Configurations(registry);
        Map<String, String> used = new TreeMap<>();
        for (Registered<Accelerator> registered : registry.ofKind(Accelerator.class)) {
            String name = registered.component().name();
            components
                    .create(configurations.choose(Accelerator.class, name, "the run", List.of()))
                    .used()
                    .ifPresent(accelerator -> used.put(name, accelerator));
        }
        return used.isEmpty() ? Map.of() : Map.of("accelerators", used);
    }
}
