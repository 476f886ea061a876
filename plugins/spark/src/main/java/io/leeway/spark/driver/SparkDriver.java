package io.leeway.spark.driver;

import io.leeway.spark.protocol.Line;
import io.leeway.spark.protocol.Line.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Spark's driver, which {@code spark-submit} starts and Leeway speaks to by lines: it has each stage made as a job of
 * one task. It ends with its input, so that it does not outlive who started it.
 */
public final class SparkDriver {
    private final JavaSparkContext spark;
    private final StageFunction function;
    private final PrintStream output;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "leeway-stage");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();

    private SparkDriver(JavaSparkContext spark, StageFunction function, PrintStream output) {
        this.spark = spark;
        this.function = function;
        this.output = output;
    }

    /**
     * Serves until its input ends.
     *
     * @param arguments Leeway's folder on every machine, and that of other plugins, which may be empty
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // for whatever else prints
        int code = 0;
        JavaSparkContext spark = new JavaSparkContext(new SparkConf());
        try {
            SparkDriver driver = new SparkDriver(spark, new StageFunction(arguments[0], arguments[1]), output);
            spark.sc().addSparkListener(driver.listener());
            driver.say(Line.of(Word.READY, 0, spark.sc().applicationId()));
            driver.serve();
        } finally {
            spark.stop();
        }
        System.exit(code);
    }

    private void serve() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String text = input.readLine(); text != null; text = input.readLine()) {
            Optional<Line> line = Line.read(text);
            if (line.isPresent()) {
                take(line.get());
            }
        }
    }

    private void take(Line line) {
        if (line.word() == Word.MAKE) {
            threads.execute(() -> make(line.number(), line.content()));
        } else if (line.word() == Word.CANCEL) {
            cancelled.add(line.number());
            spark.cancelJobGroup(Long.toString(line.number()));
        }
    }

    private void make(long number, byte[] configuration) {
        try {
            // A stage ends at its next report of progress: an interrupt would break its files' channels.
            spark.setJobGroup(Long.toString(number), "Leeway's stage " + number, false);
            String failure = cancelled.contains(number)
                    ? "cancelled"
                    : spark.parallelize(List.of(configuration), 1)
                            .map(function)
                            .collect()
                            .get(0);
            say(failure.isEmpty() ? Line.of(Word.MADE, number, "") : Line.of(Word.FAILED, number, failure));
        } catch (Exception failure) {
            if (spark.sc().isStopped()) {
                System.exit(1); // who started this one starts another
            }
            say(Line.of(Word.LOST, number, String.valueOf(failure.getMessage())));
        }
    }

    /** Tells where a stage is made, and when it is tried again. */
    private SparkListener listener() {
        Map<Integer, Long> numbers = new ConcurrentHashMap<>();
        return new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                String group = start.properties().getProperty("spark.jobGroup.id");
                if (group != null) {
                    start.stageIds().foreach(id -> numbers.put((Integer) id, Long.parseLong(group)));
                }
            }

            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                Long number = numbers.get(start.stageId());
                if (number != null) {
                    say(Line.of(
                            Word.STARTED,
                            number,
                            start.taskInfo().attemptNumber() + " "
                                    + start.taskInfo().host()));
                }
            }
        };
    }

    private synchronized void say(Line line) {
        output.println(line.written());
    }
}
