package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Checkpoint;
import io.leeway.tensorflow.graph.Variables;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The denoiser of Karras et al. 2022 (EDM) with a temporal U-Net, as trained by Jackson et al. 2024.
 *
 * <p>Weights are learned by Adam under a rate that warms up and then falls along a cosine; what samples is their
 * exponential moving average. Every update draws from a random stream of its own, so that a resumed training repeats
 * nothing and needs no random state.
 */
public final class EdmUnet implements Denoiser {
    private static final String FILE = "denoiser.npz";

    private final EdmUnetConfig config;
    private final RandomSource initialization;
    private final Backend backend;
    private final LearningRate learningRate;
    private long seed;
    private long step;
    private @Nullable Trained trained;

    /** What exists once the data's layout is known. */
    private record Trained(Normalizer normalizer, EdmProgram program, EdmBatch batch) {}

    /** Creates an untrained denoiser. */
    @Inject
    public EdmUnet(EdmUnetConfig config, RandomSource random, Device device) {
        this.config = config;
        backend = Backend.open(device);
        initialization = random.split("initialization");
        seed = random.split("updates").nextLong();
        learningRate = new LearningRate(config.learningRate(), config.warmUp(), config.updates());
    }

    @Override
    public int horizon() {
        return config.horizon();
    }

    @Override
    public void begin(Normalizer normalizer) {
        open(normalizer);
        step = 0;
    }

    private Trained open(Normalizer normalizer) {
        close();
        EdmProgram program = new EdmProgram(config, normalizer.layout().width(), backend, initialization);
        Trained opened = new Trained(normalizer, program, new EdmBatch(config, normalizer));
        trained = opened;
        return opened;
    }

    private Trained trained() {
        Trained present = trained;
        if (present == null) {
            throw new IllegalStateException("The denoiser has neither begun nor been loaded");
        }
        return present;
    }

    @Override
    public Normalizer normalizer() {
        return trained().normalizer();
    }

    @Override
    public long updates() {
        return config.updates();
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Map<String, Double> update(Windows training, int times) {
        Trained present = trained();
        check(training);
        if (training.count() == 0 || times < 1 || step + times > config.updates()) {
            throw new IllegalArgumentException("Cannot make " + times + " updates on " + training.count()
                    + " windows after " + step + " of " + config.updates());
        }
        long before = step;
        double sum = 0;
        try (Variables.Snapshot kept = present.program().variables().snapshot()) {
            try {
                for (int i = 0; i < times; i++) {
                    sum += update(present, training);
                }
                if (!present.program().variables().finite()) {
                    throw diverged("A weight", step);
                }
            } catch (LeewayException e) {
                kept.restore();
                step = before;
                throw e;
            }
        }
        return Map.of("loss", sum / times, "learning_rate", learningRate.at(step - 1));
    }

    private float update(Trained present, Windows training) {
        present.batch().draw(training, RandomSource.of(seed).split(step));
        float loss = present.program().training().update(present.batch(), learningRate.at(step), step);
        step++;
        if (!Float.isFinite(loss)) {
            throw diverged("The loss", step);
        }
        if (step % config.averageEvery() == 0) {
            long renewals = step / config.averageEvery();
            present.program().training().renewAverage(averageDecay(config.averageDecay(), renewals));
        }
        return loss;
    }

    /**
     * Returns how much of the average the {@code renewal}-th renewal keeps, counted from 1: less at first, so that the
     * untrained weights are forgotten even in a short training.
     */
    static double averageDecay(double decay, long renewal) {
        return Math.min(decay, renewal / (renewal + 9.0));
    }

    private LeewayException diverged(String what, long update) {
        return new LeewayException(what + " of the denoiser was no longer finite at update " + update + " of "
                + config.updates() + ". Lower its learning-rate (now " + config.learningRate() + "), for example to "
                + config.learningRate() / 4 + ", and see that the dataset has no extreme values.");
    }

    @Override
    public double heldOutLoss(Windows heldOut) {
        check(heldOut);
        RandomSource random = RandomSource.of(seed).split("held-out");
        return new HeldOutLoss(config, trained().normalizer(), random)
                .measure(heldOut, (noised, sigma, count, estimate) -> denoise(noised, sigma, null, count, estimate));
    }

    @Override
    public void denoise(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate) {
        if (condition != null) {
            throw new LeewayException("The denoiser edm-unet learns no condition, but a condition of "
                    + condition.size() + " values a trajectory was given. Use a guidance that needs none.");
        }
        trained().program().denoise(noised, sigma, count, estimate);
    }

    @Override
    public void save(Path directory) {
        Trained present = trained();
        Checkpoint checkpoint = Checkpoint.of(
                identity(present.normalizer().layout()),
                step,
                seed,
                present.program().variables());
        TrajectoryLayout layout = present.normalizer().layout();
        checkpoint
                .archive()
                .put(
                        "layout",
                        new int[] {layout.observationSize(), layout.actionSize(), layout.nextObservation() ? 1 : 0})
                .put("mean", present.normalizer().means())
                .put("standard_deviation", present.normalizer().standardDeviations())
                .write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        Path file = directory.resolve(FILE);
        Checkpoint checkpoint = Checkpoint.read(file);
        int[] sizes = checkpoint.archive().ints("layout");
        TrajectoryLayout layout = new TrajectoryLayout(sizes[0], sizes[1], sizes[2] == 1);
        checkpoint.require(identity(layout), file);
        Trained opened = open(new Normalizer(
                layout,
                checkpoint.archive().floats("mean"),
                checkpoint.archive().floats("standard_deviation")));
        checkpoint.restore(opened.program().variables(), file);
        step = checkpoint.step();
        seed = checkpoint.seed();
    }

    private String identity(TrajectoryLayout layout) {
        return (config.residual() ? "a residual" : "a plain") + " edm-unet of width " + config.width() + ", levels "
                + config.levels() + ", kernel "
                + config.kernel() + " and horizon " + config.horizon() + " for trajectories of "
                + layout.observationSize() + " observation and " + layout.actionSize() + " action columns"
                + (layout.nextObservation() ? " with next observations" : "");
    }

    private void check(Windows windows) {
        TrajectoryLayout layout = trained().normalizer().layout();
        if (windows.horizon() != config.horizon() || !windows.layout().equals(layout)) {
            throw new IllegalArgumentException("The denoiser learns windows of " + config.horizon() + " rows of "
                    + layout + ", but was given " + windows.horizon() + " rows of " + windows.layout());
        }
    }

    @Override
    public void close() {
        Trained present = trained;
        if (present != null) {
            present.program().close();
            trained = null;
        }
    }
}
