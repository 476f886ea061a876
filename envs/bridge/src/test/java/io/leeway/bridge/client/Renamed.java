package io.leeway.bridge.client;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Map;
import java.util.TreeMap;

/** Environments that say of themselves that they have a setting more, named physics. */
record Renamed(Environments original, String physics) implements Environments {
    @Override
    public EnvironmentSpec spec() {
        EnvironmentSpec spec = original.spec();
        Map<String, String> settings = new TreeMap<>(spec.settings());
        settings.put("physics", physics);
        return new EnvironmentSpec(
                spec.id(),
                spec.observationSpace(),
                spec.actionSpace(),
                spec.maximumEpisodeSteps(),
                spec.referenceScores(),
                settings);
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return original.make(options);
    }
}
