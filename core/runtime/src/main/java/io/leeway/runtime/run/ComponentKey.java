package io.leeway.runtime.run;

import io.leeway.runtime.config.ConfigurationTree;
import io.leeway.runtime.registry.Choices;
import io.leeway.runtime.registry.Registry;
import io.leeway.spi.Component;
import io.leeway.spi.Configured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what the output of a chosen component depends on. */
final class ComponentKey {
    private ComponentKey() {}

    /** Returns a choice with its configuration and, for itself and every choice nested in it, version and code. */
    static Map<String, Object> of(Registry registry, CodeDigest code, Configured<?> choice) {
        List<Object> parts = new ArrayList<>();
        for (Configured<?> part : Choices.all(choice)) {
            Component<?, ?> component = registry.find(part.kind(), part.type()).component();
            parts.add(List.of(part.type(), component.version(), code.of(component.implementation())));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("configuration", ConfigurationTree.essential(choice));
        tree.put("parts", parts);
        return tree;
    }
}
