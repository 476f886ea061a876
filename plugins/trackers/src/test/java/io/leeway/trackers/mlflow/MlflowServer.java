package io.leeway.trackers.mlflow;

import io.leeway.trackers.TrackersPython;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real MLflow server on loopback, which keeps what it has in a folder, and can be killed and started again. */
final class MlflowServer {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    MlflowServer(Path folder) throws IOException, InterruptedException {
        TrackersPython.required();
        this.folder = folder;
        port = freePort();
        start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it, and waits until it answers. */
    void start() throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        TrackersPython.program("python").toString(),
                        "-m",
                        "mlflow",
                        "server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--workers",
                        "1",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "MLFLOW_DISABLE_TELEMETRY", "true",
                        "DO_NOT_TRACK", "true",
                        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_TRACKING"));
        process = builder.start();
        long start = System.nanoTime();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("MLflow's server does not start:\n" + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it with all of its processes, and waits until nothing accepts connections any more. */
    void kill() throws InterruptedException {
        Process running = Optional.ofNullable(process).orElseThrow();
        List<ProcessHandle> processes = Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        long start = System.nanoTime();
        while (accepts()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("MLflow's server still accepts connections after it was killed");
            }
            Thread.sleep(10);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
