package io.leeway.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.leeway.proto.env.v1.AutoresetMode;
import io.leeway.proto.env.v1.Capability;
import io.leeway.proto.env.v1.CloseRequest;
import io.leeway.proto.env.v1.HandshakeRequest;
import io.leeway.proto.env.v1.HandshakeResponse;
import io.leeway.proto.env.v1.InfoSelection;
import io.leeway.proto.env.v1.ListSpecsRequest;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.RenderRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.StepReply;
import io.leeway.proto.env.v1.TimeLimit;
import io.leeway.proto.env.v1.TransitionRequest;
import io.leeway.proto.env.v1.TransitionResponse;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls beside a session's stream, and the limits. */
@Timeout(120)
class CallsTest {
    private final PlaygroundEnvironments environments = new PlaygroundEnvironments();
    private final RunningServer server = new GrpcEnvironmentServer(new ServerSettings()
                    .set("maxSessions", 3)
                    .set("maxEnvironments", 20)
                    .set("maxEnvironmentsPerSession", 18)
                    .set("maxTransitionRows", 5)
                    .set("maxRendersPerSecond", 2.0)
                    .build())
            .start(environments);
    private final WireClient client = WireClient.to(server);

    @AfterEach
    void stop() {
        client.close();
        server.close();
        environments.requireClosed();
    }

    @Test
    void handshakeSaysWhatTheServerIsAndAllows() {
        HandshakeResponse said = client.calls().handshake(greeting("1.7"));
        assertThat(said.getProtocolVersion()).isEqualTo("1.2");
        assertThat(said.getServer()).startsWith("leeway-java ");
        assertThat(said.getVersionsMap())
                .containsKey("leeway")
                .containsEntry("java", Runtime.version().toString());
        assertThat(said.getCapabilitiesList())
                .containsExactlyInAnyOrder(
                        Capability.CAPABILITY_RENDER,
                        Capability.CAPABILITY_TRANSITION,
                        Capability.CAPABILITY_STATE,
                        Capability.CAPABILITY_RESUME);
        assertThat(said.getLimits().getSessions()).isEqualTo(3);
        assertThat(said.getLimits().getTransitionRows()).isEqualTo(5);
        assertThat(said.getLimits().getPipelineDepth()).isEqualTo(16);
        assertThat(said.getInstance()).hasSize(32);
        assertThat(client.calls().handshake(greeting("1.0"))).isEqualTo(said);
    }

    @Test
    void otherVersionsAreRefused() {
        assertRefused(() -> client.calls().handshake(greeting("2.0")), Status.Code.FAILED_PRECONDITION, "2.0", "1.2");
        assertRefused(() -> client.calls().handshake(greeting("one")), Status.Code.INVALID_ARGUMENT, "'one'");
        assertRefused(() -> client.calls().handshake(greeting("")), Status.Code.INVALID_ARGUMENT, "1.2");
    }

    @Test
    void listsItsOneEnvironment() {
        assertThat(client.calls().listSpecs(list("ground")).getSpecs(0).getId()).isEqualTo("playground-v0");
        assertThat(client.calls().listSpecs(list("")).getSpecs(0).getMaximumEpisodeSteps())
                .isEqualTo(50);
        assertThat(client.calls().listSpecs(list("Hopper")).getSpecsCount()).isZero();
    }

    @Test
    void everythingWrongWithAMakeIsSaidAtOnce() {
        assertRefused(
                () -> client.calls()
                        .make(MakeRequest.newBuilder()
                                .setId("maze")
                                .setKwargsJson("{\"xml_file\": \"/etc/passwd\"}")
                                .setTimeLimit(TimeLimit.TIME_LIMIT_STEPS)
                                .setMaximumEpisodeSteps(7)
                                .setRenderMode("human")
                                .setStepTimeoutSeconds(-1)
                                .setAutoresetValue(9)
                                .build()),
                Status.Code.INVALID_ARGUMENT,
                "id is 'maze', but this server has playground-v0 alone",
                "count is 0",
                "xml_file",
                "set where it is started",
                "7 steps",
                "50 steps",
                "'human'",
                "rgb_array",
                "step_timeout_seconds is -1.0",
                "autoreset");
        MakeRequest.Builder fine = WireClient.asking(1).setKwargsJson(" {} ");
        assertThat(client.calls()
                        .make(fine.setTimeLimit(TimeLimit.TIME_LIMIT_STEPS)
                                .setMaximumEpisodeSteps(50)
                                .build())
                        .getSpec()
                        .getReferenceScores()
                        .getExpert())
                .isEqualTo(2);
    }

    @Test
    void limitsAreSaidWhereTheyAreMet() {
        assertRefused(() -> client.make(19), Status.Code.RESOURCE_EXHAUSTED, "max-environments-per-session is 18");
        assertRefused(() -> client.make(-1), Status.Code.RESOURCE_EXHAUSTED, "4294967295");
        MakeResponse large = client.make(18);
        assertRefused(() -> client.make(3), Status.Code.RESOURCE_EXHAUSTED, "max-environments is 20");
        client.make(1);
        client.make(1);
        assertRefused(() -> client.make(1), Status.Code.RESOURCE_EXHAUSTED, "max-sessions is 3");
        client.calls().close(closing(large).setSessionToken("guess").build());
        assertRefused(() -> client.make(1), Status.Code.RESOURCE_EXHAUSTED, "max-sessions is 3");
        client.calls().close(closing(large).build());
        client.calls().close(closing(large).build());
        assertThat(client.make(18).getSessionId()).isNotEqualTo(large.getSessionId());
    }

    @Test
    void largeBatchesAreRefusedBeforeTheyAreMade() {
        try (RunningServer wide = new GrpcEnvironmentServer(new ServerSettings()
                                .set("maxTensorBytes", 80_000)
                                .build())
                        .start(new PlaygroundEnvironments(1000));
                WireClient other = WireClient.to(wide)) {
            assertRefused(
                    () -> other.make(11),
                    Status.Code.RESOURCE_EXHAUSTED,
                    "11 environments takes 88000 bytes",
                    "max-tensor-bytes is 80000");
            assertThat(other.make(10).getSpec().getId()).isEqualTo("playground-v0");
        }
    }

    @Test
    void messagesBeyondTheLimitAreRefusedAndTheSessionLivesOn() {
        try (RunningServer narrow = new GrpcEnvironmentServer(new ServerSettings()
                                .set("maxMessageBytes", 4096)
                                .set("maxTensorBytes", 4096)
                                .build())
                        .start(environments);
                WireClient other = WireClient.to(narrow)) {
            MakeResponse made = other.make(1);
            WireStream stream = other.attach(made, 0);
            stream.receive();
            stream.send(WireStream.step(1, 0, 1000, 1));
            Status end = stream.end();
            assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(end.getDescription()).contains("4096");
            WireStream next = other.attach(made, 0);
            assertThat(next.receive().getAttached().getLastSequence()).isZero();
            assertThat(next.exchange(WireStream.reset(1, 0, 1, 1)).hasReset()).isTrue();
        }
    }

    @Test
    void picturesAreDrawnAtALimitedRate() {
        MakeResponse made = client.calls()
                .make(WireClient.asking(2).setRenderMode("rgb_array").build());
        assertThat(client.calls().render(rendering(made, 1)).getImage().getShapeList())
                .containsExactly(1, 2, 3);
        assertRefused(
                () -> client.calls().render(rendering(made, 2)), Status.Code.INVALID_ARGUMENT, "no environment 2");
        assertThat(client.calls()
                        .render(rendering(made, 0))
                        .getImage()
                        .getData()
                        .byteAt(5))
                .isEqualTo((byte) 255);
        assertRefused(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        client.calls().render(rendering(made, 0));
                    }
                },
                Status.Code.RESOURCE_EXHAUSTED,
                "max-renders-per-second",
                "2.0");
        MakeResponse blind = client.make(1);
        assertRefused(() -> client.calls().render(rendering(blind, 0)), Status.Code.UNIMPLEMENTED, "rgb_array");
        assertRefused(
                () -> client.calls()
                        .render(rendering(blind.toBuilder().setSessionToken("x").build(), 0)),
                Status.Code.NOT_FOUND,
                "no such session");
    }

    @Test
    void trueOutcomesAreSaidForUpToTheLimit() {
        MakeResponse made = client.make(2);
        TransitionResponse said = client.calls().transition(asking(made, 4, 4, 3));
        assertThat(WireStream.first(said.getNextObservations())).isEqualTo(13);
        assertThat(said.getRewards().size()).isEqualTo(32);
        assertThat(said.getTerminated().byteAt(0)).isZero();
        assertThat(client.calls()
                        .transition(asking(made, 5, 5, 6))
                        .getTerminated()
                        .byteAt(0))
                .isEqualTo((byte) 31);
        assertRefused(
                () -> client.calls().transition(asking(made, 6, 6, 3)),
                Status.Code.RESOURCE_EXHAUSTED,
                "max-transition-rows is 5");
        assertRefused(
                () -> client.calls().transition(asking(made, 4, 3, 3)), Status.Code.INVALID_ARGUMENT, "shape (4, 1)");
        assertRefused(() -> client.calls().transition(asking(made, 0, 0, 3)), Status.Code.INVALID_ARGUMENT, "one row");
    }

    @Test
    void infosAreThoseThatWereAskedFor() {
        assertThat(infosOf(InfoSelection.newBuilder().setAll(true), AutoresetMode.AUTORESET_MODE_SAME_STEP)
                        .getInfos()
                        .getColumnsCount())
                .isEqualTo(2);
        assertThat(infosOf(InfoSelection.newBuilder(), AutoresetMode.AUTORESET_MODE_SAME_STEP)
                        .getInfos()
                        .getColumnsCount())
                .isZero();
        StepReply named = infosOf(
                InfoSelection.newBuilder()
                        .addNames("number")
                        .addNames("final_info")
                        .addNames("number"),
                AutoresetMode.AUTORESET_MODE_SAME_STEP);
        assertThat(named.getInfos().getColumns(0).getName()).isEqualTo("number");
        assertThat(named.getInfos().getColumnsCount()).isEqualTo(1);
        assertThat(named.getFinalInfos().getColumnsCount()).isEqualTo(2);
        assertThat(named.hasFinalObservations()).isTrue();
        assertThat(infosOf(InfoSelection.newBuilder(), AutoresetMode.AUTORESET_MODE_NEXT_STEP)
                        .hasFinalObservations())
                .isFalse();
    }

    private StepReply infosOf(InfoSelection.Builder selection, AutoresetMode mode) {
        MakeResponse made = client.calls()
                .make(WireClient.asking(1)
                        .setInfos(selection)
                        .setAutoreset(mode)
                        .build());
        WireStream stream = client.attach(made, 0);
        stream.receive();
        stream.exchange(WireStream.reset(1, 0, 1, 3));
        SessionResponse reply = stream.exchange(WireStream.step(2, 1, 1, PlaygroundEnvironment.TERMINATE));
        client.calls().close(closing(made).build());
        assertThat(stream.receive().getFailure().getMessage()).contains("closed by its client");
        assertThat(stream.end().getCode()).isEqualTo(Status.Code.ABORTED);
        return reply.getStep();
    }

    private static HandshakeRequest greeting(String version) {
        return HandshakeRequest.newBuilder()
                .setProtocolVersion(version)
                .setClient("a test")
                .build();
    }

    private static ListSpecsRequest list(String contains) {
        return ListSpecsRequest.newBuilder().setContains(contains).build();
    }

    private static CloseRequest.Builder closing(MakeResponse made) {
        return CloseRequest.newBuilder().setSessionId(made.getSessionId()).setSessionToken(made.getSessionToken());
    }

    private static RenderRequest rendering(MakeResponse made, int environment) {
        return RenderRequest.newBuilder()
                .setSessionId(made.getSessionId())
                .setSessionToken(made.getSessionToken())
                .setEnvironment(environment)
                .build();
    }

    private static TransitionRequest asking(MakeResponse made, int rows, int actions, double action) {
        return TransitionRequest.newBuilder()
                .setSessionId(made.getSessionId())
                .setSessionToken(made.getSessionToken())
                .setObservations(WireStream.batch(rows, 1, 10))
                .setActions(WireStream.batch(actions, 1, action))
                .build();
    }

    private static void assertRefused(ThrowingCallable call, Status.Code code, String... texts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).as(refused.getMessage()).isEqualTo(code);
            assertThat(refused.getMessage()).contains(texts);
        });
    }
}
