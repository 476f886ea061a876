package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Data of environments with discrete actions, collected, learned from and evaluated over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscreteActionsIT {
    private static final String NETWORKS = "hidden: [64, 64], batch: 128, learning-rate: 0.001";
    /** Random play earns 22 in CartPole-v1. */
    private static final double THRICE_RANDOM = 66;

    private Path folder = Path.of("");
    private Server server;

    @BeforeAll
    void serve(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        String[] served = {"--id", "CartPole-v1", "--id", "FrozenLake-v1", "--allow-kwargs", "is_slippery"};
        server = Server.ofGymnasium(folder, Python.required(), "127.0.0.1:0", served);
    }

    @AfterAll
    void end() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private JsonNode json(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add("--json");
        if (!line.contains("export")) {
            line.add("--quiet"); // an export shows no progress
        }
        Command command = Command.start(folder, line);
        assertThat(command.exitCode()).as(command.errors()).isZero();
        return new ObjectMapper().readTree(command.output());
    }

    private String environment(String id, String more) {
        return "{type: grpc, target: \"" + server.address() + "\", id: " + id + more + "}";
    }

    private JsonNode train(String environment, Path data, String agent, int updates)
            throws IOException, InterruptedException {
        return json(
                "train",
                "agent",
                "--dataset",
                data.toString(),
                "--environment",
                environment,
                "--agent",
                agent,
                "--updates",
                Integer.toString(updates),
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "evaluation.episodes=20",
                "--set",
                "evaluation.every=" + updates);
    }

    private static double mean(JsonNode run) {
        return run.path("results").path(0).path("return").path("mean").asDouble();
    }

    /** Cloning plays what a trained agent showed: it is collected with as a behaviour. */
    @Test
    void inCartPoleAgentsAreThriceAsGoodAsTheRandomPlayThatTheyLearnedFrom() throws Exception {
        String cartPole = environment("CartPole-v1", "");
        Path random = folder.resolve("random.hdf5");
        json(
                "dataset",
                "collect",
                "CartPole-v1",
                "--target",
                server.address(),
                "--steps",
                "8000",
                "--out",
                "" + random);
        JsonNode conservative = train(cartPole, random, "{type: cql, conservatism: 0.5, " + NETWORKS + "}", 3000);
        assertThat(mean(conservative)).as("cql").isGreaterThan(THRICE_RANDOM);
        JsonNode implicit = train(cartPole, random, "{type: iql, beta: 10, " + NETWORKS + "}", 3000);
        assertThat(mean(implicit)).as("iql").isGreaterThan(THRICE_RANDOM);

        Path shown = folder.resolve("shown-v0");
        String teacher =
                "{type: checkpoint, run: \"" + implicit.path("directory").asText() + "\"}";
        json(
                "dataset",
                "collect",
                "CartPole-v1",
                "--target",
                server.address(),
                "--steps",
                "4000",
                "--behaviour",
                teacher,
                "--to",
                "minari",
                "--out",
                "" + shown);
        JsonNode clone = train(cartPole, shown, "{type: bc, " + NETWORKS + "}", 1000);
        assertThat(mean(clone)).as("bc").isGreaterThan(THRICE_RANDOM);

        Path exported = folder.resolve("policy");
        json("export", clone.path("directory").asText(), "--out", exported.toString());
        JsonNode policy = new ObjectMapper().readTree(Files.readString(exported.resolve("policy.json")));
        assertThat(policy.path("action_space").toString()).isEqualTo("{\"type\":\"discrete\",\"count\":2,\"start\":0}");
        assertThat(policy.has("action_bounds")).isFalse();
    }

    /** Of random play one episode in seventy reaches the goal; who knows the way always does. */
    @Test
    void inFrozenLakeAgentsFindTheGoal() throws Exception {
        String lake = environment("FrozenLake-v1", ", kwargs: {is_slippery: false}");
        for (String name : List.of("lake.hdf5", "lake-v0")) {
            Path data = folder.resolve(name);
            json(
                    "dataset",
                    "collect",
                    "FrozenLake-v1",
                    "--target",
                    server.address(),
                    "--environment-set",
                    "kwargs={is_slippery: false}",
                    "--steps",
                    "6000",
                    "--out",
                    "" + data,
                    "--to",
                    name.endsWith("5") ? "d4rl-hdf5" : "minari");
            String more = NETWORKS + ", normalize-observations: false}";
            String agent = name.endsWith("5")
                    ? "{type: cql, conservatism: 0.1, " + more
                    : "{type: iql, expectile: 0.9, beta: 100, " + more;
            assertThat(mean(train(lake, data, agent, 2000))).as(agent).isEqualTo(1);
        }
    }
}
