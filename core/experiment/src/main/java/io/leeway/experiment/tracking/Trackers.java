package io.leeway.experiment.tracking;

import io.leeway.experiment.artifact.MetricLog;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Sha256;
import io.leeway.spi.support.Staged;
import io.leeway.wiring.file.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The trackers of a run, each with its own delivery. */
public final class Trackers {
    /** The folder, within that of a run, of what trackers have not taken yet. */
    public static final String FOLDER = "trackers";

    private static final String ID = "id";

    private final Clock clock;
    private final List<Delivery> deliveries = new ArrayList<>();

    private Trackers(Clock clock) {
        this.clock = clock;
    }

    /** Returns those of a run that has none. */
    public static Trackers none() {
        return new Trackers(Clock.systemUTC());
    }

    /**
     * Begins to deliver.
     *
     * @param trackers by their components' names, in the user's order; they are closed in the end
     * @param folder the run's
     * @param configuration the experiment's tree
     * @param clock the time of day
     * @param say takes a line for the user, from any thread
     */
    public static Trackers of(
            List<Map.Entry<String, Tracker>> trackers,
            Path folder,
            Map<String, ?> configuration,
            List<Long> seeds,
            Clock clock,
            Consumer<String> say) {
        return of(trackers, folder, configuration, seeds, clock, say, DeliveryLimits.USUAL);
    }

    static Trackers of(
            List<Map.Entry<String, Tracker>> trackers,
            Path folder,
            Map<String, ?> configuration,
            List<Long> seeds,
            Clock clock,
            Consumer<String> say,
            DeliveryLimits limits) {
        Trackers all = new Trackers(clock);
        if (trackers.isEmpty()) {
            return all;
        }
        Path kept = Folders.create(folder.resolve(FOLDER));
        Tracker.Run run = new Tracker.Run(
                id(kept, clock),
                String.valueOf(folder.getFileName()),
                folder.toAbsolutePath().normalize(),
                parameters(configuration),
                seeds,
                clock);
        Map<String, Integer> numbers = new HashMap<>();
        for (Map.Entry<String, Tracker> tracker : trackers) {
            int number = numbers.merge(tracker.getKey(), 1, Integer::sum);
            String name = number == 1 ? tracker.getKey() : tracker.getKey() + "-" + number;
            Path spool = kept.resolve(name + ".spool.jsonl");
            all.deliveries.add(new Delivery(name, tracker.getValue(), run, spool, clock, limits, say));
        }
        return all;
    }

    /** Returns what is unique to a run's folder; made at its first run with a tracker. */
    private static String id(Path folder, Clock clock) {
        Path file = folder.resolve(ID);
        try {
            if (!Files.exists(file)) {
                String unique = folder.toAbsolutePath() + " " + clock.instant() + " " + System.nanoTime() + " "
                        + ProcessHandle.current().pid() + " " + System.getenv().getOrDefault("HOSTNAME", "");
                String id = Sha256.of(unique.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
                Staged.write(file, aside -> Files.writeString(aside, id + "\n"));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + FileProblem.text(e), e);
        }
    }

    private static Map<String, String> parameters(Map<String, ?> configuration) {
        Map<String, String> parameters = new LinkedHashMap<>();
        configuration.forEach((key, value) -> {
            if (!key.equals(FOLDER)) {
                flatten(key, value, parameters);
            }
        });
        return parameters;
    }

    private static void flatten(String path, Object value, Map<String, String> parameters) {
        if (value instanceof Map<?, ?> section && !section.isEmpty()) {
            section.forEach((key, inner) -> flatten(path + "." + key, inner, parameters));
        } else {
            parameters.put(path, String.valueOf(value));
        }
    }

    /** Returns whether there are none, so that nothing need be made for them. */
    public boolean isEmpty() {
        return deliveries.isEmpty();
    }

    /** Takes the metrics of one moment. */
    public void record(String series, MetricLog.Entry entry) {
        tell(new Told.Metrics(clock.instant(), series, entry.step(), entry.metrics()));
    }

    /** Takes values to be counted. */
    public void histogram(String series, long step, String name, double[] values) {
        if (values.length > 0) {
            tell(new Told.Histogram(clock.instant(), series, step, name, values.clone()));
        }
    }

    /** Takes a picture. */
    public void picture(String series, long step, String name, Tracker.Image image) {
        tell(new Told.Picture(clock.instant(), series, step, name, image));
    }

    /** Takes a file that is complete. */
    public void file(Path file) {
        tell(new Told.Made(clock.instant(), file.toAbsolutePath().normalize()));
    }

    private void tell(Told told) {
        deliveries.forEach(delivery -> delivery.tell(told));
    }

    /** Ends all of them, and waits for them for a bounded time. */
    public void end(Tracker.Ending how) {
        long ended = System.nanoTime();
        deliveries.forEach(delivery -> delivery.end(how));
        deliveries.forEach(delivery -> delivery.await(ended));
    }
}
