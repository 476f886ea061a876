package io.leeway.dashboard.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.leeway.dashboard.watch.Listed;
import io.leeway.dashboard.watch.RunsFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of runs and sweeps that may be looked at: those that a report consists of, and records. A path is never
 * made of what is asked for: the folder is one that is listed, and the file one that is found in it. Scripts of a
 * report run apart from the page: they cannot read its token.
 */
final class RunFiles {
    private static final String FILES = "/files/";
    private static final Pattern ALLOWED =
            Pattern.compile("report\\.html|results\\.(json|csv)|manifest\\.json|sweep\\.json"
                    + "|metrics\\.jsonl|events\\.jsonl|retry\\.log|trajectories(-\\d{1,3})?\\.svg"
                    + "|(tables|pictures)/[A-Za-z0-9._-]{1,150}");

    private final RunsFolder folder;

    RunFiles(RunsFolder folder) {
        this.folder = folder;
    }

    /** Answers with a file, if there is one of that path that may be looked at. */
    boolean serve(HttpExchange exchange, String path) throws IOException {
        if (!path.startsWith(FILES)) {
            return false;
        }
        String[] parts = path.substring(FILES.length()).split("/", 2);
        Optional<Path> file = parts.length < 2 || !ALLOWED.matcher(parts[1]).matches()
                ? Optional.empty()
                : folder.find(parts[0]).flatMap(listed -> find(listed, parts[1]));
        if (file.isEmpty()) {
            return false;
        }
        send(exchange, file.get());
        return true;
    }

    private static Optional<Path> find(Listed listed, String name) {
        String[] steps = name.split("/");
        Optional<Path> found = Optional.of(listed.path());
        for (int i = 0; i < steps.length; i++) {
            String step = steps[i];
            boolean last = i == steps.length - 1;
            found = found.flatMap(within -> child(within, step, last));
        }
        return found;
    }

    private static Optional<Path> child(Path folder, String name, boolean file) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> String.valueOf(child.getFileName()).equals(name))
                    .filter(child -> file
                            ? Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)
                            : Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = Files.size(file);
            Headers headers = Answer.headers(exchange, type(String.valueOf(file.getFileName())));
            headers.set(
                    "Content-Security-Policy",
                    "sandbox allow-scripts allow-downloads allow-popups; default-src 'none'; img-src data: blob:;"
                            + " style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'");
            boolean empty = size == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, empty ? -1 : size);
            if (!empty) {
                try (OutputStream body = exchange.getResponseBody()) {
                    copy(stream, body, size);
                }
            }
        }
    }

    /** A file that grows meanwhile is sent as long as it was. */
    private static void copy(InputStream stream, OutputStream body, long size) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (long left = size; left > 0; ) {
            int length = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (length < 0) {
                throw new IOException("The file became shorter");
            }
            body.write(buffer, 0, length);
            left -= length;
        }
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "json" -> "application/json";
            default -> "text/plain; charset=utf-8";
        };
    }
}
