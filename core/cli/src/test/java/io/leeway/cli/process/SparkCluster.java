package io.leeway.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A standalone cluster of Spark on the loopback interface: a master and two workers, each a process. */
final class SparkCluster implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final long LIMIT_SECONDS = 240;
    private static final String DEPLOY = "org.apache.spark.deploy.";

    private final Path home;
    private final Path folder;
    private final Process master;
    private final String address;
    private final List<Process> workers = new ArrayList<>();
    private final Set<ProcessHandle> executors = new LinkedHashSet<>();
    private int started;

    private SparkCluster(Path home, Path folder) throws IOException, InterruptedException {
        this.home = home;
        this.folder = folder;
        master = start("master", DEPLOY + "master.Master", "--port", "0");
        Path log = folder.resolve("master.log");
        await("the master's address", () -> ADDRESS.matcher(read(log)).find());
        Matcher found = ADDRESS.matcher(read(log));
        address = found.find() ? found.group(1) : "";
    }

    /** Starts a cluster whose logs and work are in a folder. */
    static SparkCluster start(Path home, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        SparkCluster cluster = new SparkCluster(home, folder);
        try {
            cluster.addWorker();
            cluster.addWorker();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private Process start(String name, String type, String... arguments) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(home.resolve("bin/spark-class").toString(), type));
        line.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_MASTER_OPTS", "-Dspark.master.rest.enabled=false");
        builder.environment().put("SPARK_DAEMON_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return builder.start();
    }

    /** Adds a worker with one core, and waits until the master knows it. */
    void addWorker() throws IOException, InterruptedException {
        String name = "worker-" + ++started;
        workers.add(start(
                name,
                DEPLOY + "worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve(name).toString(),
                address));
        await(name, () -> read(folder.resolve(name + ".log")).contains("Successfully registered with master"));
    }

    /** Returns the address of the master. */
    String address() {
        return address;
    }

    /** Kills an executor as {@code kill -9} does, once one runs. */
    void killExecutor() throws InterruptedException {
        await("an executor", () -> !executors().isEmpty());
        executors().get(0).destroyForcibly();
    }

    /** Kills a worker as {@code kill -9} does; its executor ends by itself. */
    void killWorker() throws InterruptedException {
        executors();
        workers.remove(0).destroyForcibly().waitFor();
    }

    private List<ProcessHandle> executors() {
        List<ProcessHandle> running = workers.stream()
                .flatMap(worker -> worker.toHandle().descendants())
                .filter(ProcessHandle::isAlive)
                .toList();
        executors.addAll(running);
        return running;
    }

    /** Waits for something, for a bounded time. */
    static void await(String what, BooleanSupplier there) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("No " + what + " after " + LIMIT_SECONDS + " s");
            }
            Thread.sleep(20);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        executors();
        workers.forEach(Process::destroyForcibly);
        master.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }
}
