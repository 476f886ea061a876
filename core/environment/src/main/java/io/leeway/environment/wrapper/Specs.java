package io.leeway.environment.wrapper;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import io.leeway.spi.environment.Space;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Specifications that differ from others in one respect, which their settings name. */
final class Specs {
    private Specs() {}

    static EnvironmentSpec withObservations(EnvironmentSpec spec, Space space, String name, String setting) {
        return of(
                spec,
                space,
                spec.actionSpace(),
                spec.maximumEpisodeSteps(),
                spec.referenceScores(),
                with(spec, name, setting));
    }

    static EnvironmentSpec withActions(EnvironmentSpec spec, Space space, String name, String setting) {
        return of(
                spec,
                spec.observationSpace(),
                space,
                spec.maximumEpisodeSteps(),
                spec.referenceScores(),
                with(spec, name, setting));
    }

    static EnvironmentSpec withLimit(EnvironmentSpec spec, int limit) {
        return of(
                spec,
                spec.observationSpace(),
                spec.actionSpace(),
                limit,
                spec.referenceScores(),
                with(spec, "time limit", Integer.toString(limit)));
    }

    static EnvironmentSpec withScale(EnvironmentSpec spec, double scale) {
        ReferenceScores scores = spec.referenceScores();
        return of(
                spec,
                spec.observationSpace(),
                spec.actionSpace(),
                spec.maximumEpisodeSteps(),
                scores == null ? null : new ReferenceScores(scale * scores.random(), scale * scores.expert()),
                with(spec, "reward scale", Double.toString(scale)));
    }

    private static EnvironmentSpec of(
            EnvironmentSpec spec,
            Space observations,
            Space actions,
            @Nullable Integer limit,
            @Nullable ReferenceScores scores,
            Map<String, String> settings) {
        return new EnvironmentSpec(spec.id(), observations, actions, limit, scores, settings);
    }

    private static Map<String, String> with(EnvironmentSpec spec, String name, String setting) {
        Map<String, String> settings = new LinkedHashMap<>(spec.settings());
        settings.put(name, setting);
        return settings;
    }

    /** Returns the box that a space must be. */
    static Space.Box realBox(String wrapper, String what, Space space, String id) {
        if (space instanceof Space.Box box && box.type().isReal()) {
            return box;
        }
        throw new LeewayException(
                wrapper + " needs " + what + " that are a box of floating point, but those of " + id + " are "
                        + (space instanceof Space.Box box
                                ? "a box of " + box.type()
                                : space.getClass().getSimpleName()));
    }
}
