package io.leeway.datasettools.collection;

import io.leeway.spi.Configured;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The specification of a Gymnasium server's environments, as Gymnasium's {@code EnvSpec.to_json} writes it. */
public final class GymnasiumSpec {
    /** The setting in which such a server says its version. */
    private static final String VERSION = "gymnasium";

    private GymnasiumSpec() {}

    /**
     * Returns the JSON, or nothing for environments of other makers.
     *
     * <p>A server does not say which class an environment is. The entry point is {@code gymnasium.make} itself with the
     * id, so that {@code gymnasium.make(EnvSpec.from_json(…))}, and with it Minari's {@code recover_environment}, make
     * what the id is registered for.
     */
    public static Optional<String> json(Configured<Environments> choice, EnvironmentSpec spec) {
        if (!spec.settings().containsKey(VERSION)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("id", spec.id());
        if (ConfigurationTree.of(choice).get("kwargs") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> arguments.put(String.valueOf(name), value(String.valueOf(value))));
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", spec.id());
        tree.put("entry_point", "gymnasium:make");
        tree.put("reward_threshold", null);
        tree.put("nondeterministic", false);
        tree.put("max_episode_steps", spec.maximumEpisodeSteps());
        tree.put("order_enforce", false);
        tree.put("disable_env_checker", true);
        tree.put("kwargs", arguments);
        tree.put("additional_wrappers", List.of());
        tree.put("vector_entry_point", null);
        return Optional.of(Json.line(tree));
    }

    /** A number, a flag, a list or a mapping is JSON; anything else is a text. */
    private static @Nullable Object value(String text) {
        try {
            return Json.parse("{\"value\": " + text + "}").get("value");
        } catch (IOException plain) {
            return text;
        }
    }
}
