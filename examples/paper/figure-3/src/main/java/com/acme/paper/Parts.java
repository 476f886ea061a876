package com.acme.paper;

import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The components of Leeway, made by their names and keys. */
final class Parts {
    private final Configurations configurations;
    private final Components components;

    Parts(Registry registry, long seed) {
        configurations = new Configurations(registry);
        components = ComponentScope.of(registry).components()
                .with(RandomSource.class, RandomSource.of(seed))
                .with(Progress.class, Progress.NONE)
                .with(Device.class, Device.CPU);
    }

    /** Returns a component of a kind; keys that are not given have their defaults. */
    <K> K make(Class<K> kind, String type, Map<String, Object> keys) {
        List<Setting> settings = new TreeMap<>(keys)
                .entrySet().stream()
                        .map(key -> Setting.ofValue(key.getKey(), key.getValue()))
                        .toList();
        return components.create(configurations.choose(kind, type, "figure 3", settings));
    }
}
