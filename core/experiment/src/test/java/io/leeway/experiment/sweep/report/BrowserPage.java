package io.leeway.experiment.sweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page in headless Chromium, which a test asks and clicks through the browser's own protocol. */
public final class BrowserPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 120;

    private final Process process;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private int asked;

    private BrowserPage(Process process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .join();
    }

    /** Opens a page, or skips the test loudly where there is no Chromium and nothing asks for one. */
    public static BrowserPage open(Path page, Path folder, int width, int height) throws Exception {
        return open(page.toUri(), folder, width, height);
    }

    /** Opens a page by its address, or skips the test as above. */
    public static BrowserPage open(URI page, Path folder, int width, int height) throws Exception {
        Path profile = folder.resolve("profile");
        Process process = new ProcessBuilder(
                        chromium().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--user-data-dir=" + profile,
                        "--window-size=" + width + "," + height,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("messages").toFile())
                .start();
        try {
            BrowserPage opened = new BrowserPage(process, target(profile.resolve("DevToolsActivePort")));
            opened.call("Runtime.enable", Map.of());
            opened.call("Log.enable", Map.of());
            opened.call("Page.enable", Map.of());
            opened.go(page);
            return opened;
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI target(Path portFile) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
        while (true) {
            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                    .body();
            for (JsonNode target : JSON.readTree(body)) {
                if (target.get("type").asText().equals("page")) {
                    return URI.create(target.get("webSocketDebuggerUrl").asText());
                }
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static Path chromium() {
        Optional<Path> chromium = List.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .stream()
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty() && System.getenv("LEEWAY_REQUIRE_BROWSER") != null) {
            throw new AssertionError("There is no Chromium on the PATH, and LEEWAY_REQUIRE_BROWSER asks for one");
        }
        if (chromium.isEmpty()) {
            System.err.println("*** SKIPPED: there is no Chromium on the PATH, so no page is opened in a browser ***");
        }
        assumeTrue(chromium.isPresent(), "There is no Chromium on the PATH");
        return chromium.orElseThrow();
    }

    /** Goes to another page, and waits until it is there. */
    public void go(URI page) throws InterruptedException {
        ask("window.isLeft = true");
        call("Page.navigate", Map.of("url", page.toString()));
        await("window.isLeft !== true && document.readyState === 'complete' && location.protocol === '"
                + page.getScheme() + ":'");
    }

    /** Takes a picture of the whole page. */
    public byte[] picture() {
        JsonNode taken = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        return Base64.getDecoder().decode(taken.path("data").asText());
    }

    /** Returns what an expression comes to in the page. */
    public JsonNode ask(String expression) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        assertThat(result.has("exceptionDetails"))
                .describedAs(result.toString())
                .isFalse();
        return result.at("/result/value");
    }

    /** Waits until an expression is true in the page. */
    public void await(String expression) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!ask(expression).asBoolean()) {
            assertThat(System.nanoTime()).describedAs(expression).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** Lets the page take another colour scheme and width. */
    public void emulate(String scheme, int width) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Returns the errors and warnings that the page gave so far. */
    public List<String> complaints() {
        return complaints;
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        asked++;
        try {
            String text = JSON.writeValueAsString(Map.of("id", asked, "method", method, "params", parameters));
            socket.sendText(text, true).join();
            while (true) {
                JsonNode answer = answers.poll(PATIENCE, TimeUnit.SECONDS);
                assertThat(answer).describedAs("an answer to " + method).isNotNull();
                if (answer.path("id").asInt() == asked) {
                    return answer.path("result");
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(method, e);
        }
    }

    private void receive(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            String method = message.path("method").asText();
            String level = message.at("/params/entry/level").asText();
            String type = message.at("/params/type").asText();
            if (message.has("id")) {
                answers.add(message);
            } else if (method.equals("Runtime.exceptionThrown")
                    || (method.equals("Runtime.consoleAPICalled") && type.matches("error|warning|assert"))
                    || (method.equals("Log.entryAdded") && level.matches("error|warning"))) {
                complaints.add(text);
            }
        } catch (Exception e) {
            complaints.add("not JSON: " + text);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
