package io.leeway.bridge.server.environment;

import io.leeway.bridge.codec.SpecCodec;
import io.leeway.bridge.codec.ValueCodec;
import io.leeway.proto.env.v1.Capability;
import io.leeway.proto.env.v1.Spec;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.ArrayList;
import java.util.List;

/**
 * The environments of a server, with their specification and codecs.
 *
 * @param environments makes them; from several threads
 * @param spec what they are
 * @param capabilities what they can do
 * @param observations carries observations
 * @param actions carries actions
 */
public record Served(
        Environments environments,
        Spec spec,
        List<Capability> capabilities,
        ValueCodec observations,
        ValueCodec actions) {
    public static final String RENDER_MODE = "rgb_array";

    /** Makes one to see what they can do. */
    public static Served of(Environments environments) {
        List<Capability> capabilities = new ArrayList<>();
        if (environments.canRender()) {
            capabilities.add(Capability.CAPABILITY_RENDER);
        }
        if (TrueOutcomes.known(environments)) {
            capabilities.add(Capability.CAPABILITY_TRANSITION);
        }
        if (TerminationRule.known(environments)) {
            capabilities.add(Capability.CAPABILITY_TERMINATIONS);
        }
        if (environments.canRender() && environments.statePictures().isPresent()) {
            capabilities.add(Capability.CAPABILITY_STATE_PICTURES);
        }
        try (VectorEnvironment one = environments.make(1, AutoresetMode.NEXT_STEP, true)) {
            if (one.snapshots().isPresent()) {
                capabilities.add(Capability.CAPABILITY_STATE);
            }
        }
        capabilities.add(Capability.CAPABILITY_RESUME);
        Spec spec = SpecCodec.encode(
                environments.spec(), capabilities, environments.canRender() ? List.of(RENDER_MODE) : List.of());
        return new Served(
                environments,
                spec,
                List.copyOf(capabilities),
                ValueCodec.of(spec.getObservationSpace(), "observation"),
                ValueCodec.uncast(spec.getActionSpace(), "action"));
    }
}
