package io.leeway.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server of environments in a process of its own. */
final class Server implements AutoCloseable {
    private static final String LISTENING = "Listening on ";
    private static final long STARTING_MILLISECONDS = 60_000;
    private static final long ENDING_SECONDS = 30;

    private final Process process;
    private final String address;
    private final Path errors;

    private Server(Process process, String address, Path errors) {
        this.process = process;
        this.address = address;
        this.errors = errors;
    }

    /** Serves Leeway's own mazes, as {@code leeway env serve maze2d-umaze-v1} does. */
    static Server ofMazes(Path folder, String listen, String... arguments) throws IOException, InterruptedException {
        return ofPlugin(folder, List.of("env", "serve", "maze2d-umaze-v1"), listen, arguments);
    }

    /** Serves what a command of {@code leeway}, such as {@code env serve maze2d}, serves. */
    static Server ofPlugin(Path folder, List<String> command, String listen, String... arguments)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target", "leeway", "lib", "leeway.jar").toString();
        List<String> line = new ArrayList<>(List.of(java, "-Xmx512m", "-XX:+UseSerialGC", "-jar", jar));
        line.addAll(command);
        line.addAll(List.of("--listen", listen));
        line.addAll(List.of(arguments));
        return start(folder, line, Map.of());
    }

    /** Serves Gymnasium's environments with the Python of a virtual environment. */
    static Server ofGymnasium(Path folder, Path python, String listen, String... arguments)
            throws IOException, InterruptedException {
        return ofGymnasium(folder, python, Map.of(), listen, arguments);
    }

    /** Serves Gymnasium's environments with some variables set. */
    static Server ofGymnasium(
            Path folder, Path python, Map<String, String> variables, String listen, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(python.toString(), "-m", "leeway_gymnasium", "--listen", listen));
        line.addAll(List.of(arguments));
        return start(folder, line, variables);
    }

    private static Server start(Path folder, List<String> line, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "server", ".txt");
        Path errors = Files.createTempFile(folder, "server-errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        long end = System.currentTimeMillis() + STARTING_MILLISECONDS;
        while (process.isAlive() && System.currentTimeMillis() < end) {
            String said = Files.readString(output);
            if (said.startsWith(LISTENING) && said.indexOf('\n') > 0) {
                return new Server(
                        process,
                        said.substring(LISTENING.length(), said.indexOf('\n')).strip(),
                        errors);
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

    /** Returns what it has logged. */
    String log() throws IOException {
        return Files.readString(errors);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it with all that it has started, as SIGSTOP does, or lets them go on, as SIGCONT does. */
    void signal(String name) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("kill", "-" + name, Long.toString(process.pid())));
        descendants().forEach(each -> line.add(Long.toString(each.pid())));
        new ProcessBuilder(line).inheritIO().start().waitFor();
    }

    /** Ends it as SIGTERM does, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The server did not end within " + ENDING_SECONDS + " s of SIGTERM");
        }
        return process.exitValue();
    }

    /** Ends it as {@code kill -9} does, and waits until what it has started has ended too. */
    @Override
    public void close() {
        List<ProcessHandle> started = descendants();
        process.destroyForcibly().onExit().join();
        for (ProcessHandle each : started) {
            try {
                each.onExit().get(ENDING_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException stays) {
                each.destroyForcibly();
                throw new AssertionError("A process outlives its server: " + each.info(), stays);
            }
        }
    }
}
