package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.artifact.Timings;
import io.leeway.experiment.artifact.TrainingRecord;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.dynamics.DynamicsMeter;
import io.leeway.experiment.dynamics.DynamicsQuality;
import io.leeway.experiment.dynamics.StepErrors;
import io.leeway.experiment.dynamics.Stretch;
import io.leeway.experiment.dynamics.TransitionSplit;
import io.leeway.experiment.store.Checkpoints;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.wiring.inject.Promised;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The stage that trains a model of the dynamics.
 *
 * <p>Metrics, held-out figures and checkpoints fall on multiples of fixed numbers of updates, so that where a run was
 * interrupted leaves no trace.
 */
public final class DynamicsTraining {
    /** Updates a call: few, so that progress is shown and ctrl-C is heard. */
    private static final int CALL = 20;

    private static final int LOG_EVERY = 100;
    private static final int HELD_OUT_MEASURES = 20;
    /** Transitions that are measured while it is trained, and at its end. */
    private static final int GLANCE = 2_000;

    private static final int MEASURED = 20_000;

    private final Fresh<Dynamics> fresh;
    private final Fresh<Denoiser> denoisers;
    private final Provider<Dataset> dataset;
    private final double heldOut;
    private final Progress progress;
    private final MetricListener listener;

    @Inject
    DynamicsTraining(
            Experiment experiment,
            Fresh<Dynamics> fresh,
            Fresh<Denoiser> denoisers,
            @Promised Provider<Dataset> dataset,
            @Promised Progress progress,
            MetricListener listener) {
        this.fresh = fresh;
        this.denoisers = denoisers;
        this.dataset = dataset;
        this.heldOut = experiment.denoising().windows().heldOut();
        this.progress = progress;
        this.listener = listener;
    }

    /**
     * Trains a model into a folder.
     *
     * @param horizon the steps of the windows whose held-out episodes are held out here too; empty where only the
     *     denoiser itself knows
     */
    void make(String title, String series, OptionalInt horizon, Path output, Checkpoints checkpoints) {
        Dataset data = dataset.get();
        TransitionSplit split =
                TransitionSplit.of(data, horizon.isPresent() ? horizon.getAsInt() : denoiserHorizon(), heldOut);
        checkGoesOn(split.training());
        try (Dynamics dynamics = fresh.create()) {
            new Work("Training " + title, dynamics, data, split, series).make(output, checkpoints);
        }
    }

    private int denoiserHorizon() {
        try (Denoiser denoiser = denoisers.create()) {
            return denoiser.horizon();
        }
    }

    private static void checkGoesOn(Transitions training) {
        for (float terminal : training.terminals()) {
            if (terminal < 0.5f) {
                return;
            }
        }
        throw new LeewayException("every one of the " + training.count()
                + " transitions that a dynamics model would learn from is terminal, so that none has a next"
                + " observation. Use data whose episodes have more than one step ('leeway dataset info' shows their"
                + " lengths)");
    }

    /** The training of one model. */
    private final class Work {
        private final String title;
        private final Dynamics dynamics;
        private final TransitionSplit split;
        private final DynamicsMeter meter;
        private final TrainingRecord record;
        private final Timings timings;

        Work(String title, Dynamics dynamics, Dataset data, TransitionSplit split, String series) {
            this.title = title;
            this.dynamics = dynamics;
            this.split = split;
            this.meter = new DynamicsMeter(data, split.heldOut());
            this.record = new TrainingRecord(entry -> listener.record(series, entry));
            this.timings = record.timings();
        }

        void make(Path output, Checkpoints checkpoints) {
            checkpoints.latest().ifPresentOrElse(this::resume, () -> dynamics.begin(split.training()));
            DynamicsArtifact artifact = new DynamicsArtifact(output);
            try (Progress.Task task = progress.begin(title, dynamics.updates(), "updates")) {
                task.advance(dynamics.step(), "");
                timings.measure("training_seconds", () -> train(task, checkpoints));
                timings.put(Timings.TRAINING_ROWS_PER_SECOND, rowsPerSecond());
                artifact.write(facts());
            } catch (LeewayException e) {
                throw stopped(e, checkpoints);
            }
            artifact.save(dynamics, record);
        }

        private void train(Progress.Task task, Checkpoints checkpoints) {
            long measureEvery = Math.max(LOG_EVERY, dynamics.updates() / HELD_OUT_MEASURES / LOG_EVERY * LOG_EVERY);
            MetricMeans means = new MetricMeans();
            while (!dynamics.finished()) {
                long before = dynamics.step();
                Map<String, Double> metrics = update((int) Math.min(CALL, dynamics.updates() - before));
                int made = Math.toIntExact(dynamics.step() - before);
                means.add(metrics, made);
                task.advance(made, detail(metrics));
                if (dynamics.step() % LOG_EVERY == 0 || dynamics.finished()) {
                    boolean due = dynamics.step() % measureEvery == 0 && !dynamics.finished();
                    log(means, due ? GLANCE : 0);
                    checkpoints.saveIfDue(dynamics.step(), this::save);
                }
            }
        }

        private Map<String, Double> update(int times) {
            long before = dynamics.step();
            long start = System.nanoTime();
            Map<String, Double> metrics = dynamics.update(split.training(), times);
            long made = dynamics.step() - before;
            if (made < 1 && !dynamics.finished()) {
                throw new IllegalStateException(dynamics.getClass().getName() + " was asked for " + times
                        + " updates after update " + before + ", made none, and is not finished");
            }
            timings.add("training_rows", (double) made * dynamics.batch());
            timings.add("update_seconds", (System.nanoTime() - start) * 1e-9);
            return metrics;
        }

        /** Logs what was learned since the last time, and measures transitions where that is due. */
        private void log(MetricMeans means, int measured) {
            Map<String, Double> entry = new LinkedHashMap<>(means.take());
            if (measured > 0 && meter.any()) {
                entry.putAll(meter.measure(dynamics, measured).figures());
            }
            record.log().add("update", dynamics.step(), entry);
        }

        /** Keeps what there was before a training that cannot go on, and says where. */
        private LeewayException stopped(LeewayException cause, Checkpoints checkpoints) {
            if (dynamics.step() == 0) {
                return cause;
            }
            Path kept = checkpoints.save(dynamics.step(), this::save);
            return new LeewayException(
                    cause.getMessage() + " The dynamics model as it was after update " + dynamics.step()
                            + " is kept in " + new DynamicsArtifact(kept).weights()
                            + "; with another configuration the training begins anew.",
                    cause);
        }

        private double rowsPerSecond() {
            return timings.get("training_rows") / timings.get("update_seconds");
        }

        private String detail(Map<String, Double> metrics) {
            String loss = String.format(Locale.ROOT, "loss %.4f", metrics.getOrDefault("loss", Double.NaN));
            return loss + String.format(Locale.ROOT, ", %,.0f rows/s", rowsPerSecond());
        }

        private void save(Path folder) {
            new DynamicsArtifact(folder).save(dynamics, record);
        }

        private void resume(Path checkpoint) {
            new DynamicsArtifact(checkpoint).load(dynamics, record);
            progress.say(title + ": going on from update " + dynamics.step());
        }

        private DynamicsArtifact.Facts facts() {
            boolean any = meter.any();
            @Nullable DynamicsQuality quality = any ? meter.measure(dynamics, MEASURED) : null;
            @Nullable StepErrors steps = any ? meter.measureSteps(dynamics) : null;
            if (quality != null) {
                record.log().add("evaluation", dynamics.step(), quality.figures());
            }
            return new DynamicsArtifact.Facts(
                    split.training().count(),
                    split.heldOut().stream().mapToLong(Stretch::length).sum(),
                    split.rule(),
                    dynamics.members(),
                    quality,
                    steps);
        }
    }
}
