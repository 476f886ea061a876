package io.leeway.experiment;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.support.WindowCutter;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stage that trains a denoiser.
 *
 * <p>Metrics, held-out losses and checkpoints fall on multiples of fixed numbers of updates, so that where a run was
 * interrupted leaves no trace.
 */
final class DenoiserTraining {
    /** Updates a call: few, so that progress is shown and ctrl-C is heard. */
    private static final int CALL = 10;

    private static final int LOG_EVERY = 100;
    private static final int HELD_OUT_MEASURES = 20;

    private final String title;
    private final Denoiser denoiser;
    private final Windows.Split windows;
    private final Progress progress;
    private final MetricLog log;
    private final Timings timings = new Timings();

    DenoiserTraining(
            String title,
            Denoiser denoiser,
            Dataset dataset,
            WindowsConfig config,
            Progress progress,
            Consumer<MetricLog.Entry> listener) {
        this.title = title;
        this.denoiser = denoiser;
        this.windows = WindowCutter.cut(
                dataset,
                denoiser.layout(dataset.observationSize(), dataset.actionSize()),
                denoiser.horizon(),
                config.stride(),
                config.heldOut());
        this.progress = progress;
        this.log = new MetricLog(listener);
    }

    void make(Path output, Checkpoints checkpoints) {
        checkpoints.latest().ifPresentOrElse(this::resume, () -> denoiser.begin(Normalizer.fit(windows.training())));
        try (Progress.Task task = progress.begin(title, denoiser.updates(), "updates")) {
            task.advance(denoiser.step(), "");
            timings.measure("training_seconds", () -> train(task, checkpoints));
        }
        timings.put("training_windows_per_second", windowsPerSecond());
        save(output, output.resolve("denoiser"));
        Json.write(output.resolve("facts.json"), facts());
    }

    private void train(Progress.Task task, Checkpoints checkpoints) {
        long heldOutEvery = Math.max(LOG_EVERY, denoiser.updates() / HELD_OUT_MEASURES / LOG_EVERY * LOG_EVERY);
        MetricMeans means = new MetricMeans();
        while (denoiser.step() < denoiser.updates()) {
            int times = (int) Math.min(CALL, denoiser.updates() - denoiser.step());
            Map<String, Double> metrics = update(times, checkpoints);
            means.add(metrics, times);
            task.advance(times, detail(metrics));
            boolean last = denoiser.step() == denoiser.updates();
            if (denoiser.step() % LOG_EVERY == 0 || last) {
                Map<String, Double> entry = new LinkedHashMap<>(means.take());
                if ((denoiser.step() % heldOutEvery == 0 || last)
                        && windows.heldOut().count() > 0) {
                    entry.putAll(denoiser.heldOutFigures(windows.heldOut()));
                }
                log.add("update", denoiser.step(), entry);
                checkpoints.saveIfDue(denoiser.step(), folder -> save(folder, folder.resolve("denoiser")));
            }
        }
    }

    private Map<String, Double> update(int times, Checkpoints checkpoints) {
        long start = System.nanoTime();
        try {
            Map<String, Double> metrics = denoiser.update(windows.training(), times);
            timings.add("training_windows", (double) times * denoiser.batch());
            timings.add("update_seconds", (System.nanoTime() - start) * 1e-9);
            return metrics;
        } catch (LeewayException e) {
            throw stopped(e, checkpoints);
        }
    }

    /** Keeps what there was before a training that cannot go on, and says where. */
    private LeewayException stopped(LeewayException cause, Checkpoints checkpoints) {
        if (denoiser.step() == 0) {
            return cause;
        }
        Path kept = checkpoints.save(denoiser.step(), folder -> save(folder, folder.resolve("denoiser")));
        return new LeewayException(
                cause.getMessage() + " The denoiser as it was after update " + denoiser.step() + " is kept in "
                        + kept.resolve("denoiser") + "; with another configuration the training begins anew.",
                cause);
    }

    private double windowsPerSecond() {
        return timings.get("training_windows") / timings.get("update_seconds");
    }

    private String detail(Map<String, Double> metrics) {
        String loss = String.format(Locale.ROOT, "loss %.4f", metrics.getOrDefault("loss", Double.NaN));
        return loss + String.format(Locale.ROOT, ", %,.0f windows/s", windowsPerSecond());
    }

    private void save(Path folder, Path denoiserFolder) {
        Folders.create(denoiserFolder);
        denoiser.save(denoiserFolder);
        log.write(folder.resolve("metrics.jsonl"));
        timings.write(folder.resolve("timings.json"));
    }

    private void resume(Path checkpoint) {
        denoiser.load(checkpoint.resolve("denoiser"));
        log.read(checkpoint.resolve("metrics.jsonl"));
        timings.read(checkpoint.resolve("timings.json"));
        progress.say(title + ": going on from update " + denoiser.step());
    }

    private Map<String, Object> facts() {
        Normalizer normalizer = denoiser.normalizer();
        List<Integer> constant = new ArrayList<>();
        for (int column = 0; column < normalizer.layout().width(); column++) {
            if (normalizer.constant(column)) {
                constant.add(column);
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("training_windows", windows.training().count());
        facts.put("held_out_windows", windows.heldOut().count());
        facts.put("held_out_rule", windows.rule());
        facts.put("constant_columns", constant);
        return facts;
    }
}
