package io.leeway.bridge.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leeway.bridge.server.transport.DaemonThreads;
import io.leeway.bridge.server.transport.ListenAddress;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP endpoint of metrics, at /metrics. */
public final class MetricsEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService thread;
    private final ServerMetrics metrics;

    /**
     * Begins to listen.
     *
     * @throws LeewayException if the address cannot be bound
     */
    public MetricsEndpoint(InetSocketAddress address, ServerMetrics metrics) {
        this.metrics = metrics;
        try {
            server = HttpServer.create(address, 16);
        } catch (IOException taken) {
            throw new LeewayException(
                    "metrics cannot listen on " + ListenAddress.shown(address) + ": " + FileProblem.text(taken), taken);
        }
        thread = Executors.newSingleThreadExecutor(DaemonThreads.named("leeway-metrics"));
        server.setExecutor(thread);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean read = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals("/metrics");
            byte[] text = (read ? metrics.text() : "GET /metrics\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(read ? 200 : 404, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
