package io.leeway.wiring.identity;

import io.leeway.spi.Component;
import io.leeway.spi.Configured;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.registry.Choices;
import io.leeway.wiring.registry.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chosen component's part of an artifact's key: all that its output depends on. */
public final class ComponentKey {
    private ComponentKey() {}

    /** Returns a choice with its configuration and, for itself and every choice nested in it, version and code. */
    public static Map<String, Object> of(Registry registry, CodeDigest code, Configured<?> choice) {
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
