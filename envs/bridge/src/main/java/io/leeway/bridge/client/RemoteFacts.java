package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.codec.CodecException;
import io.leeway.bridge.codec.SpaceCodec;
import io.leeway.bridge.codec.SpecCodec;
import io.leeway.bridge.codec.ValueCodec;
import io.leeway.proto.env.v1.Capability;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.Limits;
import io.leeway.proto.env.v1.Space;
import io.leeway.proto.env.v1.Spec;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.support.ActionSpaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The specification of a served environment, and the limits and capabilities of its server.
 *
 * @param server what answered the handshake
 * @param wire the specification as it came
 * @param spec the specification
 * @param observations reads observations
 * @param actions writes actions
 */
record RemoteFacts(
        HandshakeResponse server, Spec wire, EnvironmentSpec spec, ValueCodec observations, ValueCodec actions) {
    /** The render mode of pictures. */
    static final String RENDER_MODE = "rgb_array";

    /** The words for what changed with time. */
    static final Words IN_TIME = (what, before, after) -> what + " was " + before + " and is " + after;

    private static final int OVERHEAD = 1024;
    private static final int UNLIMITED_ROWS = 65_536;

    /** The libraries that carry results without changing them. */
    private static final Set<String> CARRIERS = Set.of("grpc", "grpcio", "protobuf", "netty");

    /** The words for a difference. */
    @FunctionalInterface
    interface Words {
        /** Says that something is one thing at first and another then. */
        String put(String what, String before, String after);
    }

    /**
     * Reads what a server told.
     *
     * @throws LeewayException if an environment like this cannot be carried, saying what of it
     */
    static RemoteFacts of(Endpoint endpoint, HandshakeResponse server, Spec spec) {
        try {
            return new RemoteFacts(
                    server,
                    spec,
                    SpecCodec.decode(spec, versions(server)),
                    ValueCodec.of(spec.getObservationSpace(), "observation"),
                    ValueCodec.of(spec.getActionSpace(), "action"));
        } catch (CodecException unreadable) {
            throw new LeewayException(endpoint.shown() + " cannot be used: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Map<String, String> versions(HandshakeResponse server) {
        Map<String, String> versions = new TreeMap<>(server.getVersionsMap());
        versions.keySet().removeAll(CARRIERS);
        return versions;
    }

    Limits limits() {
        return server.getLimits();
    }

    /** Returns whether environments can be made with pictures; these were made without. */
    boolean canRender() {
        return wire.getCapabilitiesList().contains(Capability.CAPABILITY_RENDER)
                || (server.getCapabilitiesList().contains(Capability.CAPABILITY_RENDER)
                        && wire.getRenderModesList().contains(RENDER_MODE));
    }

    boolean canSave() {
        return wire.getCapabilitiesList().contains(Capability.CAPABILITY_STATE);
    }

    boolean hasOracle() {
        return wire.getCapabilitiesList().contains(Capability.CAPABILITY_TRANSITION);
    }

    boolean hasTerminations() {
        return wire.getCapabilitiesList().contains(Capability.CAPABILITY_TERMINATIONS);
    }

    boolean hasStatePictures() {
        return wire.getCapabilitiesList().contains(Capability.CAPABILITY_STATE_PICTURES);
    }

    /**
     * Returns how many rows one question may have.
     *
     * @param rowBytes what one takes
     * @param largest the client's own limit of a message
     */
    int rows(long rowBytes, int largest) {
        long given = Integer.toUnsignedLong(limits().getTransitionRows());
        long asked = limits().getMessageBytes();
        long most = Math.min(asked > 0 ? asked : Integer.MAX_VALUE, largest);
        long fitting = Math.max(1, (most - OVERHEAD) / rowBytes);
        return (int) Math.min(fitting, given > 0 ? given : UNLIMITED_ROWS);
    }

    /** Returns how long the server keeps a session without a stream. */
    Duration resume() {
        if (!server.getCapabilitiesList().contains(Capability.CAPABILITY_RESUME)) {
            return Duration.ZERO;
        }
        double seconds = Math.max(0, Math.min(86_400, limits().getResumeSeconds()));
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /**
     * Returns what results depend on and is another there, one line a difference; both sides of it.
     *
     * @param words puts them
     */
    List<String> changesTo(HandshakeResponse laterServer, Spec later, Words words) {
        List<String> changes = new ArrayList<>();
        compare("the version of ", versions(server), versions(laterServer), words, changes);
        compare("the setting ", wire.getSettingsMap(), later.getSettingsMap(), words, changes);
        compare("the model's SHA-256", wire.getModelSha256(), later.getModelSha256(), words, changes);
        compare("the id", wire.getId(), later.getId(), words, changes);
        compare("the time limit", limit(wire), limit(later), words, changes);
        compare("the reward threshold", threshold(wire), threshold(later), words, changes);
        compare("the reference scores", scores(wire), scores(later), words, changes);
        compareSpaces("observation", wire.getObservationSpace(), later.getObservationSpace(), words, changes);
        compareSpaces("action", wire.getActionSpace(), later.getActionSpace(), words, changes);
        return changes;
    }

    private static String limit(Spec spec) {
        return spec.hasMaximumEpisodeSteps() ? spec.getMaximumEpisodeSteps() + " steps" : "none";
    }

    private static String scores(Spec spec) {
        return spec.hasReferenceScores()
                ? spec.getReferenceScores().getRandom() + " to "
                        + spec.getReferenceScores().getExpert()
                : "none";
    }

    private static String threshold(Spec spec) {
        return spec.hasRewardThreshold() ? Double.toString(spec.getRewardThreshold()) : "none";
    }

    private static void compare(
            String what, Map<String, String> before, Map<String, String> after, Words words, List<String> changes) {
        Map<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        all.keySet()
                .forEach(key -> compare(
                        what + key, before.getOrDefault(key, "none"), after.getOrDefault(key, "none"), words, changes));
    }

    private static void compare(String what, String before, String after, Words words, List<String> changes) {
        if (!before.equals(after)) {
            changes.add(words.put(what, before, after));
        }
    }

    private static void compareSpaces(String which, Space before, Space after, Words words, List<String> changes) {
        if (!before.equals(after)) {
            String first = shown(before, which);
            String second = shown(after, which);
            String what = "the " + which + " space";
            changes.add(
                    first.equals(second)
                            ? what + " is another one, " + first + " both times, but with other bounds"
                            : words.put(what, first, second));
        }
    }

    private static String shown(Space space, String which) {
        try {
            return ActionSpaces.describe(SpaceCodec.decode(space, which));
        } catch (CodecException unreadable) {
            return "one that cannot be read";
        }
    }
}
