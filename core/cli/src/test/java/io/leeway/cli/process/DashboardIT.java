package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page as a process beside those of a sweep and of a run, which it stops and starts again. */
class DashboardIT {
    private static final String EXPERIMENT = """
            name: small
            environment: {type: maze2d, layout: umaze}
            dataset: {type: collect, behaviour: waypoint, steps: 3000}
            agent: {type: td3-bc, updates: 1500}
            evaluation: {episodes: 3, every: 100}
            experience: {real: {type: real}}
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";
    private String token = "";

    private Command dashboard(String... more) throws IOException, InterruptedException {
        List<String> line = new java.util.ArrayList<>(List.of("dashboard", runs().toString()));
        line.addAll(List.of(more));
        Command command = Command.start(folder, line);
        command.awaitText("#token=");
        return command;
    }

    private Path runs() {
        return folder.resolve("runs");
    }

    private void readAddress(Command command) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile("open (http://127\\.0\\.0\\.1:\\d+/)#token=([\\w-]{32})\\R");
        Matcher matcher = pattern.matcher(command.output());
        assertThat(matcher.find()).as(command.output() + command.errors()).isTrue();
        address = matcher.group(1);
        token = matcher.group(2);
    }

    private JsonNode view(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "api/view?" + query))
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> post(String action, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "api/" + action + "?id=" + id))
                .header("X-Leeway-Token", token)
                .POST(BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Waits until a text of a view is as wanted. */
    private JsonNode await(String query, String pointer, String wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode view = view(query);
        while (!view.at(pointer).asText().equals(wanted)) {
            assertThat(System.nanoTime()).as(view.toString()).isLessThan(end);
            Thread.sleep(200);
            view = view(query);
        }
        return view;
    }

    @Test
    void itStopsASweepAndARunOfOtherProcessesAndStartsThemAgainToTheirEnds() throws IOException, InterruptedException {
        Path experiment = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
        Path sweep = Files.writeString(folder.resolve("sweep.yaml"), """
                name: small
                experiment: experiment.yaml
                axes: {discount: {path: agent.discount, values: [0.9]}}
                """);
        Command dashboard = dashboard("--port", "0");
        readAddress(dashboard);
        assertThat(view("").path("exists").asBoolean()).isFalse();

        Command first = Command.start(
                folder, List.of("sweep", sweep.toString(), "--runs", runs().toString(), "--set", "seeds=[0]"));
        first.awaitText("Training agent");
        JsonNode running = await("", "/running/0/stages/0/title", "agent on real, seed 0 [discount=0.9]");
        assertThat(running.at("/running/0/state").asText()).isEqualTo("running");
        assertThat(post("retry", "sweep-small").statusCode()).isEqualTo(409);
        assertThat(post("stop", "sweep-small").statusCode()).isEqualTo(202);
        assertThat(first.exitCode()).as(first.errors()).isEqualTo(130);
        await("sweep=sweep-small", "/sweep/state", "unfinished");
        assertThat(post("stop", "sweep-small").statusCode()).isEqualTo(409);

        assertThat(post("retry", "sweep-small").statusCode()).isEqualTo(202);
        JsonNode ended = await("sweep=sweep-small", "/sweep/state", "finished");
        assertThat(ended.at("/sweep/printed").toString()).contains("Training agent on real, seed 0");
        assertThat(ended.at("/sweep/total").asInt()).isEqualTo(1);
        await("sweep=sweep-small", "/sweep/report", "true");

        Command second = Command.start(folder, List.of("run", experiment.toString(), "--runs", runs().toString()));
        second.awaitText("Training agent");
        String run = await("", "/running/0/kind", "run").at("/running/0/id").asText();
        assertThat(post("stop", run).statusCode()).isEqualTo(202);
        assertThat(second.exitCode()).as(second.errors()).isEqualTo(130);
        await("run=" + run, "/run/state", "unfinished");
        assertThat(post("retry", run).statusCode()).isEqualTo(202);
        await("run=" + run, "/run/state", "finished");
        assertThat(post("retry", run).body()).contains("It is finished");

        dashboard.interrupt();
        assertThat(dashboard.exitCode()).as(dashboard.errors()).isZero();
        assertThat(dashboard.errors()).doesNotContain(token);
        assertThat(dashboard.output().split(Pattern.quote(token), -1)).hasSize(2);
    }

    @Test
    void aPortThatIsTakenAndAnAddressOfOthersAreRefused() throws IOException, InterruptedException {
        Command first = dashboard("--port", "0");
        readAddress(first);
        String port = String.valueOf(URI.create(address).getPort());
        Command second = dashboard("--port", port);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.errors())
                .startsWith("The dashboard cannot listen on 127.0.0.1:" + port + ", which is taken")
                .contains("--port 0");
        Command remote = dashboard("--host", "0.0.0.0");
        assertThat(remote.exitCode()).isEqualTo(1);
        assertThat(remote.errors()).contains("can be reached from other machines", "--allow-remote");
        first.interrupt();
        assertThat(first.exitCode()).isZero();
    }
}
