package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments that another process serves, as commands see them. */
class RemoteMazeIT {
    private static final List<String> REDUCED = List.of(
            "seeds=[0]",
            "dataset.steps=3000",
            "denoiser.width=8",
            "denoiser.updates=40",
            "denoiser.batch=16",
            "sampler.steps=4",
            "agent.updates=400",
            "evaluation.episodes=20",
            "evaluation.every=100",
            "experience={real: {type: real}, unguided: {type: diffusion, trajectories: 32, refresh: 200, guidance: none}}");

    @TempDir
    private Path folder;

    private List<String> arguments(String runs, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("run", "../../examples/quickstart/experiment.yaml"));
        arguments.addAll(List.of("--runs", folder.resolve(runs).toString(), "--json", "--checkpoint-every", "0"));
        REDUCED.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        List.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    private List<String> remoteArguments(String runs, String address) {
        return arguments(
                runs,
                "environment={type: grpc, target: \"" + address + "\", id: maze2d-umaze-v1, reconnect-timeout: 20s}");
    }

    @Test
    void aServerThatStaysAwayIsAnErrorThatNamesItAndSaysWhatToDo() throws IOException, InterruptedException {
        Command command = Command.start(folder, remoteArguments("absent", "127.0.0.1:1"));
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.errors()).contains("127.0.0.1:1", "leeway env serve").doesNotContain("\tat ");
    }

    @Test
    void aServerIsListedPingedAndChecked() throws IOException, InterruptedException {
        try (Server server = Server.ofMazes(folder, "127.0.0.1:0")) {
            Command list = Command.start(folder, List.of("env", "list", server.address()));
            assertThat(list.exitCode()).as(list.errors()).isZero();
            assertThat(list.output()).contains("maze2d-umaze-v1").contains("300 steps");
            Command ping = Command.start(folder, List.of("env", "ping", server.address(), "--count", "5", "--json"));
            assertThat(ping.exitCode()).as(ping.errors()).isZero();
            JsonNode facts = new ObjectMapper().readTree(ping.output());
            assertThat(facts.path("server").asText()).contains("leeway");
            assertThat(facts.path("round_trip_us_p50").asDouble()).isPositive();
            Command check = Command.start(folder, List.of("env", "check", server.address()));
            assertThat(check.exitCode()).as(check.errors() + check.output()).isZero();
        }
    }
}
