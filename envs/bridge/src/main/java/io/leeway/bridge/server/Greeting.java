package io.leeway.bridge.server;

import io.grpc.Status;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.bridge.server.environment.Served;
import io.leeway.bridge.text.PlainText;
import io.leeway.proto.env.v1.HandshakeRequest;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.Limits;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handshake with a client, which agrees on a version. */
final class Greeting {
    private static final Logger log = LoggerFactory.getLogger(Greeting.class);
    private static final String PROTOCOL = "1.2";
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.\\d{1,9}(\\.\\d{1,9})?");
    private static final int LONGEST_NAME = 100;

    private final HandshakeResponse response;

    Greeting(Served served, GrpcServerConfig config, String instance) {
        String version =
                Objects.requireNonNullElse(Greeting.class.getPackage().getImplementationVersion(), "development");
        response = HandshakeResponse.newBuilder()
                .setProtocolVersion(PROTOCOL)
                .setServer("leeway-java " + version)
                .addAllCapabilities(served.capabilities())
                .putVersions("leeway", version)
                .putVersions("java", Runtime.version().toString())
                .setLimits(limits(config))
                .setInstance(instance)
                .build();
    }

    private static Limits limits(GrpcServerConfig config) {
        return Limits.newBuilder()
                .setSessions(config.capacity().maxSessions())
                .setEnvironmentsPerSession(config.capacity().maxEnvironmentsPerSession())
                .setEnvironments(config.capacity().maxEnvironments())
                .setMessageBytes(config.messages().maxMessageBytes())
                .setTensorBytes(config.messages().maxTensorBytes())
                .setPipelineDepth(config.sessions().pipelineDepth())
                .setTransitionRows(config.messages().maxTransitionRows())
                .setRendersPerSecond(config.sessions().maxRendersPerSecond())
                .setIdleSeconds(config.sessions().idleSeconds())
                .setResumeSeconds(config.sessions().resumeSeconds())
                .build();
    }

    private static void refused(String client, String protocol) {
        log.atWarn()
                .addKeyValue("client", client)
                .addKeyValue("protocol", protocol)
                .log("Handshake refused: the server speaks version {} of the protocol", PROTOCOL);
    }

    private static String shown(String text) {
        return PlainText.of(text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…");
    }

    /** Answers a client, or refuses one of another major version. */
    HandshakeResponse answer(HandshakeRequest request) {
        String asked = request.getProtocolVersion();
        String shown = shown(asked);
        String client = shown(request.getClient());
        Matcher matcher = VERSION.matcher(asked);
        if (!matcher.matches()) {
            refused(client, shown);
            throw RequestRefused.badRequest(
                    "The protocol's version is '" + shown + "', but must be one like " + PROTOCOL);
        }
        if (Integer.parseInt(matcher.group(1)) != 1) {
            refused(client, shown);
            throw Status.FAILED_PRECONDITION
                    .withDescription("The client speaks version " + shown + " of the protocol and the server "
                            + PROTOCOL + ": use releases of client and server with the same major version")
                    .asRuntimeException();
        }
        log.atInfo()
                .addKeyValue("client", client)
                .addKeyValue("protocol", shown)
                .log("Handshake");
        return response;
    }
}
