package io.leeway.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged command, started as a process with its output in files. */
final class Command {
    static final Path DISTRIBUTION = Path.of("target", "leeway", "lib", "leeway.jar");
    private static final long LIMIT_SECONDS = 300;

    /** The exit value of what a signal 9 ended. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path output;
    private final Path errors;

    private Command(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts the command. */
    static Command start(Path folder, List<String> arguments) throws IOException {
        return start(folder, List.of(), arguments);
    }

    /** Starts the command by a shell that does something first, such as setting a limit. */
    static Command start(Path folder, List<String> preparations, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if (!preparations.isEmpty()) {
            line.addAll(List.of("bash", "-c", String.join("; ", preparations) + "; exec \"$@\"", "bash"));
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Short commands are sooner done without the optimising compiler.
        line.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", DISTRIBUTION.toString()));
        line.addAll(arguments);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        return new Command(builder.start(), output, errors);
    }

    /** Waits for the end and returns the exit code. */
    int exitCode() throws InterruptedException, IOException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Still running after " + LIMIT_SECONDS + " s: " + errors());
        }
        return process.exitValue();
    }

    /** Waits until the command has written some text, or has ended. */
    void awaitText(String text) throws InterruptedException, IOException {
        while (process.isAlive() && !(errors() + output()).contains(text)) {
            Thread.sleep(20);
        }
    }

    /** Waits, then kills as {@code kill -9} does; returns false if it had ended by then. */
    boolean killAfter(long milliseconds) throws InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            return false;
        }
        return process.destroyForcibly().waitFor() == KILLED;
    }

    /** Returns the process that the command has started, whose line has a word. */
    ProcessHandle child(String word) {
        return process.descendants()
                .filter(each -> each.info().commandLine().orElse("").contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The command has started no " + word));
    }

    /** Kills, as {@code kill -9} does, the process that the command has started, whose line has a word. */
    void killChild(String word) {
        child(word).destroyForcibly();
    }

    /** Sends what ctrl-C sends. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }
}
