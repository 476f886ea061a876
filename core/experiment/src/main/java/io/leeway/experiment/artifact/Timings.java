package io.leeway.experiment.artifact;

import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Seconds and counts that differ from run to run, kept apart from everything that must not. */
public final class Timings {
    /** How many windows a second a denoiser learned from. */
    public static final String TRAINING_WINDOWS_PER_SECOND = "training_windows_per_second";
    /** How many transitions a second a model of the dynamics learned from. */
    public static final String TRAINING_ROWS_PER_SECOND = "training_rows_per_second";
    /** How many transitions an agent's refreshes generated. */
    public static final String GENERATED_TRANSITIONS = "generated_transitions";
    /** How long an agent's refreshes took. */
    public static final String GENERATION_SECONDS = "generation_seconds";

    private final Map<String, Double> sums = new TreeMap<>();

    /** Adds to a sum. */
    public void add(String name, double amount) {
        sums.merge(name, amount, Double::sum);
    }

    /** Sets what is no sum, such as a rate. */
    public void put(String name, double value) {
        sums.put(name, value);
    }

    /** Runs a piece of work and adds the seconds that it took. */
    public void measure(String name, Runnable work) {
        long start = System.nanoTime();
        try {
            work.run();
        } finally {
            add(name, (System.nanoTime() - start) * 1e-9);
        }
    }

    /** Returns a sum or rate, 0 where there is none. */
    public double get(String name) {
        return sums.getOrDefault(name, 0.0);
    }

    /** Writes them as a JSON object. */
    public void write(Path file) {
        Json.write(file, sums);
    }

    /** Adds those of a file. */
    public void read(Path file) {
        Json.read(file).forEach((name, value) -> {
            if (value instanceof Number number) {
                sums.put(name, number.doubleValue());
            }
        });
    }
}
