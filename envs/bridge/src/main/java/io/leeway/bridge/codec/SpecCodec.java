package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.Capability;
import io.leeway.proto.env.v1.ReferenceScores;
import io.leeway.proto.env.v1.Spec;
import io.leeway.spi.environment.EnvironmentSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Specifications to messages and back. */
public final class SpecCodec {
    /** The setting that holds the SHA-256 of the simulator's model. */
    public static final String MODEL_SETTING = "model-sha256";

    private SpecCodec() {}

    /**
     * Writes a specification.
     *
     * @param renderModes such as "rgb_array"
     */
    public static Spec encode(
            EnvironmentSpec spec, Collection<Capability> capabilities, Collection<String> renderModes) {
        Map<String, String> settings = new TreeMap<>(spec.settings());
        String model = settings.remove(MODEL_SETTING);
        Spec.Builder wire = Spec.newBuilder()
                .setId(spec.id())
                .setObservationSpace(SpaceCodec.encode(spec.observationSpace()))
                .setActionSpace(SpaceCodec.encode(spec.actionSpace()))
                .putAllSettings(settings)
                .setModelSha256(model == null ? "" : model)
                .addAllCapabilities(capabilities)
                .addAllRenderModes(renderModes);
        if (spec.maximumEpisodeSteps() != null) {
            wire.setMaximumEpisodeSteps(spec.maximumEpisodeSteps());
        }
        EnvironmentSpec.ReferenceScores scores = spec.referenceScores();
        if (scores != null) {
            wire.setReferenceScores(
                    ReferenceScores.newBuilder().setRandom(scores.random()).setExpert(scores.expert()));
        }
        return wire.build();
    }

    /**
     * Reads a specification.
     *
     * @param versions the simulator's, by package, to be shown among the settings
     * @throws CodecException if a space cannot be carried
     */
    public static EnvironmentSpec decode(Spec spec, Map<String, String> versions) {
        Map<String, String> settings = new TreeMap<>(spec.getSettingsMap());
        versions.forEach(settings::putIfAbsent);
        if (!spec.getModelSha256().isEmpty()) {
            settings.put(MODEL_SETTING, spec.getModelSha256());
        }
        settings.entrySet()
                .removeIf(each -> each.getKey().isEmpty() || each.getValue().isEmpty());
        if (spec.hasMaximumEpisodeSteps() && spec.getMaximumEpisodeSteps() < 1) {
            throw new CodecException("The time limit of " + spec.getId() + " must be at least 1 and below 2^31, but is "
                    + Integer.toUnsignedString(spec.getMaximumEpisodeSteps()));
        }
        return new EnvironmentSpec(
                spec.getId(),
                SpaceCodec.decode(spec.getObservationSpace(), "observation"),
                SpaceCodec.decode(spec.getActionSpace(), "action"),
                spec.hasMaximumEpisodeSteps() ? spec.getMaximumEpisodeSteps() : null,
                spec.hasReferenceScores()
                        ? new EnvironmentSpec.ReferenceScores(
                                spec.getReferenceScores().getRandom(),
                                spec.getReferenceScores().getExpert())
                        : null,
                Collections.unmodifiableMap(settings));
    }
}
