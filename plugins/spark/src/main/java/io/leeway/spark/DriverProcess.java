package io.leeway.spark;

import io.leeway.spark.protocol.Line;
import io.leeway.spark.protocol.Line.Word;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A driver of Spark: the process, and what it was asked for. It ends when its input does, so with this process too. */
final class DriverProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;
    private static final int LAST_LINES = 12;

    private final Process process;
    private final PrintWriter input;
    private final Path log;
    private final CompletableFuture<Line> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Line>> answers = new ConcurrentHashMap<>();
    private final Consumer<Line> listener;
    private volatile boolean ended;

    /** A report that the driver has ended, so that there is no answer. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("Spark's driver has ended");
        }
    }

    private DriverProcess(Process process, Path log, Consumer<Line> listener) {
        this.process = process;
        this.log = log;
        this.listener = listener;
        input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    /**
     * Starts a driver.
     *
     * @param spark Spark's folder
     * @param listener takes what is said of stages that have begun
     * @throws LeewayException if it cannot be started
     */
    static DriverProcess start(List<String> line, Path spark, Consumer<Line> listener) {
        try {
            Path log = Files.createTempFile("leeway-spark-", ".log");
            ProcessBuilder builder = new ProcessBuilder(line).redirectError(log.toFile());
            builder.environment().put("SPARK_HOME", spark.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            DriverProcess driver = new DriverProcess(builder.start(), log, listener);
            Thread reader = new Thread(driver::read, "leeway-spark-driver");
            reader.setDaemon(true);
            reader.start();
            return driver;
        } catch (IOException e) {
            throw new LeewayException("Spark's driver cannot be started: " + FileProblem.text(e), e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = output.readLine(); text != null; text = output.readLine()) {
                Line.read(text).ifPresent(this::take);
            }
        } catch (IOException closed) {
            // The process has ended, as it has where there is no other line.
        }
        ended = true; // before what was asked for is looked at, so that nothing is asked for after it
        ready.completeExceptionally(new Ended());
        answers.values().forEach(answer -> answer.completeExceptionally(new Ended()));
    }

    private void take(Line line) {
        if (line.word() == Word.READY) {
            ready.complete(line);
        } else if (line.word() == Word.STARTED) {
            listener.accept(line);
        } else {
            CompletableFuture<Line> answer = answers.remove(line.number());
            if (answer != null) {
                answer.complete(line);
            }
        }
    }

    /** Returns what is done once the driver has an application, or has {@link Ended} before. */
    CompletableFuture<Line> ready() {
        return ready;
    }

    /** Returns whether it still serves. */
    boolean alive() {
        return !ended;
    }

    /** Asks for a stage. What is returned is done with the answer, or with {@link Ended}. */
    CompletableFuture<Line> make(long number, byte[] configuration) {
        CompletableFuture<Line> answer = new CompletableFuture<>();
        answers.put(number, answer);
        say(new Line(Word.MAKE, number, configuration));
        if (ended) {
            answer.completeExceptionally(new Ended());
        }
        return answer;
    }

    /** Says that a stage is no longer wanted. */
    void cancel(long number) {
        say(Line.of(Word.CANCEL, number, ""));
    }

    private void say(Line line) {
        synchronized (input) {
            input.println(line.written());
        }
    }

    /** Returns the last errors of the driver's log, and where the rest is. */
    String lastWords() {
        try (var lines = Files.lines(log)) {
            List<String> said = lines.filter(line -> line.contains(" ERROR ") || line.contains("Exception"))
                    .filter(line -> !line.startsWith("\tat "))
                    .toList();
            List<String> last = said.subList(Math.max(0, said.size() - LAST_LINES), said.size());
            return "Its log is " + log + (last.isEmpty() ? "." : ":\n  " + String.join("\n  ", last));
        } catch (IOException | UncheckedIOException unreadable) {
            return "Its log is " + log + ".";
        }
    }

    /** Deletes the log of a driver that has done its work. */
    void deleteLog() {
        try {
            Files.deleteIfExists(log);
        } catch (IOException kept) {
            // A log in the folder of temporary files does no harm.
        }
    }

    @Override
    public void close() {
        input.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
