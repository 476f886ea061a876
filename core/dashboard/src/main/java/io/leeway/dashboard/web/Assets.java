package io.leeway.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import io.leeway.report.html.HtmlParts;
import io.leeway.spi.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page's own files: its script and style, and the report's with its chart library. */
final class Assets {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final List<String> SCRIPTS =
            List.of("page.js", "dom.js", "list.js", "sweep.js", "run.js", "charts.js", "actions.js");

    private final Map<String, Asset> assets = new TreeMap<>();

    private record Asset(String type, byte[] bytes, String tag) {
        static Asset of(String type, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Asset(
                    type,
                    bytes,
                    "\"" + java.util.HexFormat.of().formatHex(Sha256.begin().digest(bytes)) + "\"");
        }
    }

    Assets() {
        add("/", "text/html; charset=utf-8", resource("page.html"));
        add("/assets/report.css", "text/css; charset=utf-8", HtmlParts.style());
        add("/assets/dashboard.css", "text/css; charset=utf-8", resource("dashboard.css"));
        add("/assets/theme.json", "application/json", HtmlParts.theme());
        add("/assets/licences.txt", "text/plain; charset=utf-8", HtmlParts.licences());
        add("/favicon.svg", "image/svg+xml", resource("favicon.svg"));
        SCRIPTS.forEach(name -> add("/assets/" + name, SCRIPT, resource(name)));
        HtmlParts.libraries().forEach(name -> add("/assets/" + name, SCRIPT, HtmlParts.library(name)));
    }

    private void add(String path, String type, String text) {
        assets.put(path, Asset.of(type, text));
    }

    private static String resource(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource '" + name + "' is missing beside " + Assets.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with a file, if there is one of that path. */
    boolean serve(HttpExchange exchange, String path) throws IOException {
        Asset asset = assets.get(path);
        if (asset == null) {
            return false;
        }
        Answer.headers(exchange, asset.type()).set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("ETag", asset.tag());
        if (asset.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            Answer.send(exchange, 200, asset.bytes());
        }
        return true;
    }
}
