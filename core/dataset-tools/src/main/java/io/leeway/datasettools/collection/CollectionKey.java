package io.leeway.datasettools.collection;

import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.Configured;
import io.leeway.spi.Plugin;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.identity.CodeDigest;
import io.leeway.wiring.identity.ComponentKey;
import io.leeway.wiring.identity.Machine;
import io.leeway.wiring.registry.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The inputs that a collected dataset depends on, as a tree that can be kept and compared. */
public final class CollectionKey {
    private CollectionKey() {}

    /**
     * Returns what a dataset depends on but its seed: environment and source with their configurations and code, and
     * the machine.
     *
     * @param identity what the source says of itself beyond its configuration
     */
    public static Map<String, Object> of(
            Registry registry,
            Configured<Environments> environment,
            EnvironmentSpec spec,
            Configured<DatasetSource> source,
            String identity) {
        CodeDigest code = new CodeDigest();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("collect", ComponentKey.of(registry, code, source));
        tree.put("identity", identity);
        tree.put("environment", ComponentKey.of(registry, code, environment));
        tree.put("id", spec.id());
        tree.put("settings", new TreeMap<>(spec.settings()));
        tree.put("machine", Machine.traits());
        tree.put(
                "core",
                List.of(
                        code.of(Plugin.class),
                        code.of(Registry.class),
                        code.of(EnvironmentMaker.class),
                        code.of(CollectionKey.class)));
        return tree;
    }
}
