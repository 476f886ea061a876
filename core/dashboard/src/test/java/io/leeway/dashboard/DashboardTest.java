package io.leeway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.dashboard.RawRequest.Answer;
import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.activity.RecordedCommand;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the server answers, and what it does for whom. */
final class DashboardTest {
    @TempDir
    Path folder;

    private final List<List<String>> started = new CopyOnWriteArrayList<>();
    private Path runs = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private Dashboard dashboard;

    private int port;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createDirectories(folder.resolve("runs"));
        SampleRuns.write(runs, "sample-1", 1);
        dashboard = Dashboard.start(runs, "127.0.0.1", 0, false, (line, directory, output) -> {
            started.add(line);
            return new ProcessBuilder("sh", "-c", "echo going on")
                    .redirectOutput(output.toFile())
                    .start();
        });
        port = URI.create(dashboard.address()).getPort();
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private Answer ask(String line, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of("Host: localhost:" + port));
        all.addAll(List.of(headers));
        return RawRequest.ask(port, line, all.toArray(String[]::new));
    }

    private String token() {
        return "X-Leeway-Token: " + dashboard.token();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9000", "127.0.0.1:7717", "[::1]:80"})
    void itAnswersToItsOwnNamesOnAnyPortThatIsForwarded(String host) throws IOException {
        Answer answer = RawRequest.ask(port, "GET /", "Host: " + host);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head())
                .contains("content-security-policy: default-src 'none'; script-src 'self';", "nosniff")
                .doesNotContain("access-control-allow");
        assertThat(answer.body()).contains("<title>Leeway</title>").doesNotContain(dashboard.token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:7717",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "user@localhost",
                "",
                "a b",
                "127.0.0.1@evil.example"
            })
    void aPageWhoseNameWasMadeToPointHereIsRefused(String host) throws IOException {
        assertThat(RawRequest.ask(port, "GET /api/view", "Host: " + host).status())
                .isIn(400, 403);
        assertThat(RawRequest.ask(port, "POST /api/stop?id=sample-1", "Host: " + host, token())
                        .status())
                .isIn(400, 403);
    }

    @Test
    void aRequestOfNoOrOfTwoHostsIsRefused() throws IOException {
        assertThat(RawRequest.ask(port, "GET /").status()).isEqualTo(403);
        assertThat(RawRequest.ask(port, "GET /", "Host: localhost", "Host: evil.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void toActTheTokenIsNeededAndNoForeignPageMay() throws IOException {
        try (ActivityFolder work =
                ActivityFolder.open(runs.resolve("sample-1"), Clock.systemUTC()).orElseThrow()) {
            String stop = "POST /api/stop?id=sample-1";
            assertThat(ask(stop).status()).isEqualTo(401);
            assertThat(ask(stop, "X-Leeway-Token: wrong").status()).isEqualTo(401);
            assertThat(ask(stop, token(), token()).status()).isEqualTo(401);
            assertThat(ask(stop + "&token=" + dashboard.token()).status()).isEqualTo(401);
            assertThat(ask(stop, token(), "Origin: http://evil.example").status())
                    .isEqualTo(403);
            assertThat(ask(stop, token(), "Origin: null").status()).isEqualTo(403);
            assertThat(ask(stop, token(), "Origin: http://localhost:" + (port + 1))
                            .status())
                    .isEqualTo(403);
            assertThat(ask(stop, token(), "Origin: https://localhost:" + port).status())
                    .isEqualTo(403);
            assertThat(ask(stop, token(), "Sec-Fetch-Site: cross-site").status())
                    .isEqualTo(403);
            assertThat(ask(
                            "OPTIONS /api/stop?id=sample-1",
                            "Origin: http://evil.example",
                            "Access-Control-Request-Method: POST"))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(405))
                    .satisfies(answer -> assertThat(answer.head()).doesNotContain("access-control-allow"));
            assertThat(work.stopIsAskedFor()).isFalse();

            assertThat(ask(stop, token(), "Origin: http://localhost:" + port).status())
                    .isEqualTo(202);
            assertThat(work.stopIsAskedFor()).isTrue();
        }
        assertThat(ask("POST /api/stop?id=sample-1", token()).status()).isEqualTo(409);
        assertThat(ask("POST /api/stop?id=../runs/sample-1", token()).status()).isEqualTo(404);
        assertThat(ask("POST /api/shred?id=sample-1", token()).status()).isEqualTo(404);
        assertThat(ask("POST /", token()).status()).isEqualTo(405);
    }

    @Test
    void toAskChangesNothing() throws IOException {
        Map<String, String> before = contents();
        for (String path : List.of(
                "/",
                "/api/view",
                "/api/view?run=sample-1",
                "/api/stop?id=sample-1",
                "/api/retry?id=sample-1",
                "/files/sample-1/report.html")) {
            ask("GET " + path, token());
            ask("HEAD " + path, token());
        }
        assertThat(contents()).isEqualTo(before);
        assertThat(started).isEmpty();
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(runs)) {
            for (Path file : files.toList()) {
                contents.put(
                        file + " " + Files.getLastModifiedTime(file),
                        Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return contents;
    }

    @Test
    void filesOfReportsAreServedApartFromThePage() throws IOException {
        Answer report = ask("GET /files/sample-1/report.html");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body()).contains("<title>sample-1</title>");
        assertThat(report.head()).contains("content-security-policy: sandbox allow-scripts");
        assertThat(ask("HEAD /files/sample-1/report.html").body()).isEmpty();
        assertThat(ask("GET /assets/report.css").head()).contains("text/css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/sample-1/../../secret.json",
                "/files/..%2f..%2fsecret.json",
                "/files/sample-1/..%2f..%2fsecret.json",
                "/files/%2e%2e/report.html",
                "/files/../secret.json",
                "/files//report.html",
                "/files/sample-1/",
                "/files/sample-1/checkpoints/guided-seed-0/summary.json",
                "/files/sample-1/results.json",
                "/files/linked/report.html",
                "/files/sample-1/pictures/../manifest.json",
                "/files/store/report.html",
                "/assets/../page.html",
                "/assets/PageServer.class"
            })
    void noOtherFileIsServed(String path) throws IOException {
        Files.writeString(folder.resolve("secret.json"), "secret");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("report.html"), "secret");
        Files.writeString(elsewhere.resolve("manifest.json"), "{}");
        Files.createSymbolicLink(runs.resolve("linked"), elsewhere);
        Files.createSymbolicLink(runs.resolve("sample-1/results.json"), folder.resolve("secret.json"));
        Answer answer = ask("GET " + path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void aRunIsStartedAgainWithItsOwnExperimentAndASweepWithItsOwnCommand() throws Exception {
        assertThat(ask("POST /api/retry?id=sample-1", token()).body()).contains("It is finished");
        Path manifest = runs.resolve("sample-1/manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("\"finished\" : \"[^\"]*\"", "\"finished\" : null"));
        assertThat(ask("POST /api/retry?id=sample-1", token()).status()).isEqualTo(202);
        assertThat(started)
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("run").endsWith("--runs", runs.toString()));

        Path sweep = Files.createDirectories(runs.resolve("sweep-small"));
        Files.writeString(sweep.resolve("sweep.json"), "{\"name\": \"small\", \"jobs\": []}");
        Thread.sleep(600); // the folder is looked at twice a second
        assertThat(ask("POST /api/retry?id=sweep-small", token()).body()).contains("not recorded how");
        Path yaml = Files.writeString(folder.resolve("sweep.yaml"), "name: small\n");
        List<String> arguments = List.of("sweep", yaml.toString(), "--jobs", "1", "--set", "seeds=[0]");
        new RecordedCommand(arguments, folder).write(sweep);
        assertThat(ask("POST /api/retry?id=sweep-small", token()).status()).isEqualTo(202);
        assertThat(started.get(1)).startsWith(arguments.toArray(String[]::new)).endsWith("--runs", runs.toString());

        new RecordedCommand(List.of("sweep", yaml.toString(), "--plugins", "/evil"), folder).write(sweep);
        await(sweep.resolve("retry.log"), "going on");
        assertThat(ask("POST /api/retry?id=sweep-small", token()).body()).contains("'--plugins' may not be given");
        new RecordedCommand(List.of("env", "serve"), folder).write(sweep);
        assertThat(ask("POST /api/retry?id=sweep-small", token()).body()).contains("does not begin with 'sweep'");
        assertThat(started).hasSize(2);
    }

    private static void await(Path file, String text) throws Exception {
        for (int i = 0; i < 400 && !Files.readString(file).contains(text); i++) {
            Thread.sleep(25);
        }
        Thread.sleep(200); // the end of the process is told apart from what it printed
        assertThat(file).content().contains(text);
    }

    @Test
    void openPagesAreBoundedAndThoseThatAreClosedMakeRoom() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 48; i++) {
                open.add(stream());
            }
            assertThat(ask("GET /api/events").status()).isEqualTo(503);
            assertThat(ask("GET /api/view").status()).isEqualTo(200);
            open.get(0).close();
            // It is noticed once there is something to be sent.
            Files.createDirectories(runs.resolve("sweep-new"));
            Files.writeString(runs.resolve("sweep-new/sweep.json"), "{\"name\": \"new\", \"jobs\": []}");
            int tries = 0;
            Socket again = stream();
            while (!status(again).contains("200") && tries++ < 60) {
                again.close();
                Thread.sleep(500);
                again = stream();
            }
            open.add(again);
            assertThat(tries).isLessThan(60);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private Socket stream() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Test
    void twoAtOnceAreFineAndATakenPortIsNamed() throws IOException {
        try (Dashboard second = Dashboard.start(runs, "127.0.0.1", 0, false, (line, directory, output) -> {
            throw new IOException("none");
        })) {
            assertThat(RawRequest.ask(URI.create(second.address()).getPort(), "GET /", "Host: localhost")
                            .status())
                    .isEqualTo(200);
        }
        assertThatThrownBy(() -> Dashboard.start(runs, "127.0.0.1", port, false, (line, directory, output) -> {
                    throw new IOException("none");
                }))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("127.0.0.1:" + port + ", which is taken")
                .hasMessageContaining("--port 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7"})
    void anAddressThatOthersReachIsRefusedUnlessItIsMeant(String host) {
        assertThatThrownBy(() -> Dashboard.start(runs, host, 0, false, (line, directory, output) -> {
                    throw new IOException("none");
                }))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("reached from other machines")
                .hasMessageContaining("--allow-remote");
    }

    @Test
    void whatIsSentIsTheViewOfTheMoment() throws Exception {
        JsonNode view = new ObjectMapper().readTree(ask("GET /api/view").body());
        assertThat(view.at("/items/0/figures/0/value").asDouble()).isEqualTo(16);
        try (Socket socket = stream()) {
            InputStream in = socket.getInputStream();
            assertThat(read(in, "\"runs\":1")).contains("event: view");
            SampleRuns.write(runs, "sample-2", 2);
            assertThat(read(in, "\"runs\":2")).contains("event: view");
        }
    }

    private static String read(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            assertThat(next).describedAs(text.toString()).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
