package io.leeway.experiment;

import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Seconds and counts that differ from run to run, kept apart from everything that must not. */
final class Timings {
    private final Map<String, Double> sums = new TreeMap<>();

    void add(String name, double amount) {
        sums.merge(name, amount, Double::sum);
    }

    /** Sets what is no sum, such as a rate. */
    void put(String name, double value) {
        sums.put(name, value);
    }

    /** Runs a piece of work and adds the seconds that it took. */
    void measure(String name, Runnable work) {
        long start = System.nanoTime();
        try {
            work.run();
        } finally {
            add(name, (System.nanoTime() - start) * 1e-9);
        }
    }

    double get(String name) {
        return sums.getOrDefault(name, 0.0);
    }

    void write(Path file) {
        Json.write(file, sums);
    }

    void read(Path file) {
        Json.read(file).forEach((name, value) -> {
            if (value instanceof Number number) {
                sums.put(name, number.doubleValue());
            }
        });
    }
}
