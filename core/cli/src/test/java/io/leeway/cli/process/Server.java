package io.leeway.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of environments in a process of its own. */
final class Server implements AutoCloseable {
    private static final String LISTENING = "Listening on ";
    private static final long STARTING_MILLISECONDS = 60_000;

    private final Process process;
    private final String address;

    private Server(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Serves Leeway's own mazes, as {@code leeway env serve maze2d-umaze-v1} does. */
    static Server ofMazes(Path folder, String listen) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target", "leeway", "lib", "leeway.jar").toString();
        return start(
                folder,
                List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar,
                        "env",
                        "serve",
                        "maze2d-umaze-v1",
                        "--listen",
                        listen));
    }

    /** Serves Gymnasium's environments with the Python of a virtual environment. */
    static Server ofGymnasium(Path folder, Path python, String listen, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(python.toString(), "-m", "leeway_gymnasium", "--listen", listen));
        line.addAll(List.of(arguments));
        return start(folder, line);
    }

    private static Server start(Path folder, List<String> line) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "server", ".txt");
        Path errors = Files.createTempFile(folder, "server-errors", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        long end = System.currentTimeMillis() + STARTING_MILLISECONDS;
        while (process.isAlive() && System.currentTimeMillis() < end) {
            String said = Files.readString(output);
            if (said.startsWith(LISTENING) && said.indexOf('\n') > 0) {
                return new Server(
                        process,
                        said.substring(LISTENING.length(), said.indexOf('\n')).strip());
            }
            Thread.sleep(20);
        }
        process.destroyForcibly();
        throw new AssertionError("The server did not say where it listens: " + Files.readString(errors));
    }

    String address() {
        return address;
    }

    /** Returns the processes that it started, worker processes for example. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as SIGTERM does, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The server did not end within 30 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
