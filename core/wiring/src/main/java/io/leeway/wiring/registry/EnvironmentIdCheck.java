package io.leeway.wiring.registry;

import io.leeway.spi.EnvironmentId;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.keys.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check of what can be known of an id without reading the values of its keys. */
final class EnvironmentIdCheck {
    private EnvironmentIdCheck() {}

    /** Returns everything that is wrong with an id, once all components are known. */
    static List<String> faults(EnvironmentId id, Registry registry) {
        List<String> faults = new ArrayList<>();
        if (!EnvironmentId.PATTERN.matcher(id.id()).matches()) {
            faults.add("the id must be a name with a version, like 'maze2d-umaze-v1' or 'acme/Walker-v0'");
        }
        ComponentCheck.checkSummary(id.summary(), faults);
        if (id.maximumEpisodeSteps() != null && id.maximumEpisodeSteps() < 1) {
            faults.add("the time limit must be at least 1 step, or null, but is " + id.maximumEpisodeSteps());
        }
        Optional<Registered<Environments>> component = registry.lookup(Environments.class, id.component());
        if (component.isPresent()) {
            checkKeys(id, component.get(), faults);
        } else {
            List<String> names = registry.ofKind(Environments.class).stream()
                    .map(registered -> registered.component().name())
                    .toList();
            faults.add("there is no component of environments '" + id.component() + "'."
                    + Nearest.question(id.component(), names));
        }
        return faults;
    }

    private static void checkKeys(EnvironmentId id, Registered<Environments> component, List<String> faults) {
        List<String> known = Key.of(component.component().configuration()).stream()
                .map(Key::name)
                .toList();
        for (String key : id.keys().keySet()) {
            if (!known.contains(key)) {
                faults.add("'" + key + "' is not a key of " + component.title() + "." + Nearest.question(key, known)
                        + " The keys are: " + String.join(", ", known) + ".");
            }
        }
    }
}
