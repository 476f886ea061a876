package io.leeway.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import io.leeway.dashboard.watch.Views;
import io.leeway.dashboard.watch.Views.View;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events: each open page is sent its view again whenever that changed, which is looked for once a second.
 */
final class EventStreams {
    /** How many pages may be open at once. */
    static final int MOST = 48;

    private static final long INTERVAL_MILLIS = 1_000;
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Views views;
    private final Semaphore free = new Semaphore(MOST);
    private final CountDownLatch end = new CountDownLatch(1);

    EventStreams(Views views) {
        this.views = views;
    }

    /** Sends events until the page is closed, or the server is. */
    void serve(HttpExchange exchange, View view) throws IOException {
        if (!free.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            Answer.message(exchange, 503, MOST + " pages of this dashboard are open already: close some");
            return;
        }
        try {
            Answer.headers(exchange, "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                send(body, view);
            }
        } finally {
            free.release();
        }
    }

    private void send(OutputStream body, View view) throws IOException {
        String last = "";
        long sent = System.nanoTime();
        do {
            String now = json(view);
            if (!now.equals(last)) {
                write(body, "event: view\ndata: " + now + "\n\n");
                last = now;
                sent = System.nanoTime();
            } else if (System.nanoTime() - sent > SILENCE_NANOS) {
                write(body, ": still here\n\n");
                sent = System.nanoTime();
            }
        } while (!isOver());
        write(body, "event: end\ndata: {}\n\n");
    }

    private String json(View view) {
        try {
            return views.json(view);
        } catch (LeewayException e) {
            return Json.line(Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private boolean isOver() {
        try {
            return end.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    /** Ends all of them. */
    void close() {
        end.countDown();
    }
}
