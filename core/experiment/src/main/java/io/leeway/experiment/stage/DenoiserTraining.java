package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.Timings;
import io.leeway.experiment.artifact.TrainingRecord;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.WindowsConfig;
import io.leeway.experiment.store.Checkpoints;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.support.WindowCutter;
import io.leeway.wiring.inject.Promised;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The stage that trains a denoiser.
 *
 * <p>Metrics, held-out losses and checkpoints fall on multiples of fixed numbers of updates, so that where a run was
 * interrupted leaves no trace.
 */
public final class DenoiserTraining {
    /** Updates a call: few, so that progress is shown and ctrl-C is heard. */
    private static final int CALL = 10;

    private static final int LOG_EVERY = 100;
    private static final int HELD_OUT_MEASURES = 20;

    private final Fresh<Denoiser> fresh;
    private final Provider<Dataset> dataset;
    private final WindowsConfig config;
    private final Progress progress;
    private final MetricListener listener;

    @Inject
    DenoiserTraining(
            Experiment experiment,
            Fresh<Denoiser> fresh,
            @Promised Provider<Dataset> dataset,
            @Promised Progress progress,
            MetricListener listener) {
        this.fresh = fresh;
        this.dataset = dataset;
        this.config = experiment.denoising().windows();
        this.progress = progress;
        this.listener = listener;
    }

    /** Trains a denoiser into a folder. */
    void make(String title, String series, Path output, Checkpoints checkpoints) {
        try (Denoiser denoiser = fresh.create()) {
            new Work("Training " + title, denoiser, series).make(output, checkpoints);
        }
    }

    /** The training of one denoiser. */
    private final class Work {
        private final String title;
        private final Denoiser denoiser;
        private final Windows.Split windows;
        private final TrainingRecord record;
        private final Timings timings;

        Work(String title, Denoiser denoiser, String series) {
            Dataset data = dataset.get();
            this.title = title;
            this.denoiser = denoiser;
            this.windows = WindowCutter.cut(
                    data,
                    denoiser.layout(data.observationSize(), data.actionSize()),
                    denoiser.horizon(),
                    config.stride(),
                    config.heldOut());
            this.record = new TrainingRecord(entry -> listener.record(series, entry));
            this.timings = record.timings();
        }

        void make(Path output, Checkpoints checkpoints) {
            checkpoints
                    .latest()
                    .ifPresentOrElse(this::resume, () -> denoiser.begin(Normalizer.fit(windows.training())));
            try (Progress.Task task = progress.begin(title, denoiser.updates(), "updates")) {
                task.advance(denoiser.step(), "");
                timings.measure("training_seconds", () -> train(task, checkpoints));
            }
            timings.put(Timings.TRAINING_WINDOWS_PER_SECOND, windowsPerSecond());
            DenoiserArtifact artifact = new DenoiserArtifact(output);
            artifact.save(denoiser, record);
            artifact.write(facts());
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
                    record.log().add("update", denoiser.step(), entry);
                    checkpoints.saveIfDue(denoiser.step(), this::save);
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
            Path kept = checkpoints.save(denoiser.step(), this::save);
            return new LeewayException(
                    cause.getMessage() + " The denoiser as it was after update " + denoiser.step() + " is kept in "
                            + new DenoiserArtifact(kept).weights()
                            + "; with another configuration the training begins anew.",
                    cause);
        }

        private double windowsPerSecond() {
            return timings.get("training_windows") / timings.get("update_seconds");
        }

        private String detail(Map<String, Double> metrics) {
            String loss = String.format(Locale.ROOT, "loss %.4f", metrics.getOrDefault("loss", Double.NaN));
            return loss + String.format(Locale.ROOT, ", %,.0f windows/s", windowsPerSecond());
        }

        private void save(Path folder) {
            new DenoiserArtifact(folder).save(denoiser, record);
        }

        private void resume(Path checkpoint) {
            new DenoiserArtifact(checkpoint).load(denoiser, record);
            progress.say(title + ": going on from update " + denoiser.step());
        }

        private DenoiserArtifact.Facts facts() {
            Normalizer normalizer = denoiser.normalizer();
            List<Integer> constant = IntStream.range(0, normalizer.layout().width())
                    .filter(normalizer::constant)
                    .boxed()
                    .toList();
            return new DenoiserArtifact.Facts(
                    windows.training().count(), windows.heldOut().count(), windows.rule(), constant);
        }
    }
}
