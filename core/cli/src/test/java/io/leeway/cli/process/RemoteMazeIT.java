package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments that another process serves, as commands see them. */
class RemoteMazeIT {
    @TempDir
    private Path folder;

    @Test
    void aServerThatStaysAwayIsAnErrorThatNamesItAndSaysWhatToDo() throws IOException, InterruptedException {
        String absent = "environment={type: grpc, target: \"127.0.0.1:1\", id: maze2d-umaze-v1}";
        Command command = Command.start(
                folder,
                List.of(
                        "run",
                        "../../examples/quickstart/experiment.yaml",
                        "--runs",
                        folder.toString(),
                        "--set",
                        absent));
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
