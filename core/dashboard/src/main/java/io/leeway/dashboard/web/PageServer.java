package io.leeway.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.leeway.dashboard.watch.RunsFolder;
import io.leeway.dashboard.watch.Views;
import io.leeway.dashboard.watch.Views.View;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The server, that of the JDK: it answers to GET without changing anything, and acts on POST. */
public final class PageServer implements AutoCloseable, HttpHandler {
    private static final int THREADS = EventStreams.MOST + 16;
    private static final int BACKLOG = 64;
    private static final String JSON = "application/json";

    private final RequestGuard guard;
    private final Views views;
    private final EventStreams streams;
    private final Assets assets = new Assets();
    private final RunFiles files;
    private final Actions actions;
    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * Starts to serve.
     *
     * @param address where it listens; port 0 is any that is free
     * @throws IOException if that is taken or not this machine's
     */
    public PageServer(InetSocketAddress address, RunsFolder folder, RequestGuard guard, Launcher launcher)
            throws IOException {
        // An answer is written in two parts, of which the second would wait for the first to be acknowledged; and who
        // sends half of a request is not waited for without end.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        this.guard = guard;
        views = new Views(folder);
        streams = new EventStreams(views);
        files = new RunFiles(folder);
        actions = new Actions(folder, launcher);
        server = HttpServer.create(address, BACKLOG);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "dashboard-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this);
        server.start();
        threads.execute(this::readAhead);
    }

    /** Reads the folder for the first time before somebody asks. */
    private void readAhead() {
        try {
            views.json(new View("", "", "", "", 1));
        } catch (LeewayException unreadable) {
            // Whoever asks is told.
        }
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<RequestGuard.Refusal> refusal = guard.refusal(exchange);
            if (refusal.isPresent()) {
                Answer.message(exchange, refusal.get().status(), refusal.get().message());
            } else if (exchange.getRequestMethod().equals("POST")) {
                act(exchange);
            } else {
                answer(exchange);
            }
        } catch (LeewayException e) {
            Answer.message(exchange, 500, String.valueOf(e.getMessage()));
        }
    }

    private void act(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith("/api/")) {
            Answer.message(exchange, 405, "Nothing is to be done here");
            return;
        }
        Query query = new Query(exchange.getRequestURI().getRawQuery());
        Actions.Outcome outcome = actions.act(path.substring("/api/".length()), query.text("id"));
        Answer.message(exchange, outcome.status(), outcome.message());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Query query = new Query(exchange.getRequestURI().getRawQuery());
        if (path.equals("/api/view")) {
            Answer.text(exchange, 200, JSON, views.json(query.view()));
        } else if (path.equals("/api/events") && exchange.getRequestMethod().equals("GET")) {
            streams.serve(exchange, query.view());
        } else if (!assets.serve(exchange, path) && !files.serve(exchange, path)) {
            Answer.message(exchange, 404, "There is nothing of that name");
        }
    }

    @Override
    public void close() {
        streams.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
