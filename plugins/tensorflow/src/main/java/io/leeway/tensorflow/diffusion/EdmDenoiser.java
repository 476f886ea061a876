package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.WindowCondition;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Checkpoint;
import io.leeway.tensorflow.graph.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The denoiser of Karras et al. 2022 (EDM), whatever its network.
 *
 * <p>Weights are learned by Adam under a rate that warms up and then falls along a cosine; what samples is their
 * exponential moving average. Every update draws from a random stream of its own, so that a resumed training repeats
 * nothing and needs no random state.
 *
 * <p>Where it is conditioned on the return, it learns from most windows with theirs and from the others without, so
 * that it can be asked either way (classifier-free guidance; Ho and Salimans 2022).
 */
public abstract class EdmDenoiser implements Denoiser {
    private static final String FILE = "denoiser.npz";

    private final String name;
    private final DenoisingNetwork network;
    private final EdmConfig config;
    private final RandomSource initialization;
    private final Backend backend;
    private final LearningRate learningRate;
    private long seed;
    private long step;
    private @Nullable Trained trained;
    private @Nullable WindowReturns returns;

    /** The part of a denoiser that exists once the data's layout is known. */
    private record Trained(Normalizer normalizer, EdmProgram program, EdmBatch batch, FusedLoop loop) {}

    EdmDenoiser(String name, DenoisingNetwork network, EdmConfig config, RandomSource random, Device device) {
        this.name = name;
        this.network = network;
        this.config = config;
        backend = Backend.open(device);
        initialization = random.split("initialization");
        seed = random.split("updates").nextLong();
        learningRate = new LearningRate(config.learningRate(), config.warmUp(), config.updates());
    }

    @Override
    public int horizon() {
        return network.horizon();
    }

    @Override
    public TrajectoryLayout layout(int observationSize, int actionSize) {
        return new TrajectoryLayout(observationSize, actionSize, network.ownNextObservation());
    }

    /**
     * Returns the floating point operations of the matrix products and convolutions in one evaluation.
     *
     * @param count trajectories
     */
    public double operations(TrajectoryLayout layout, int count) {
        return network.operations(count, layout.width(), config.condition().inputs());
    }

    @Override
    public void begin(Normalizer normalizer) {
        open(normalizer);
        step = 0;
        returns = null;
    }

    private Trained open(Normalizer normalizer) {
        close();
        EdmProgram program = new EdmProgram(config, network, normalizer.layout().width(), backend, initialization);
        Trained opened = new Trained(
                normalizer,
                program,
                new EdmBatch(config, network.horizon(), normalizer),
                new FusedLoop(program, normalizer));
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
    public int batch() {
        return config.batch();
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
        WindowReturns known = returns;
        if (config.condition() == WindowCondition.RETURN && known == null) {
            returns = Returns.measure(training);
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
                returns = known;
                throw e;
            }
        }
        return Map.of("loss", sum / times, "learning_rate", learningRate.at(step - 1));
    }

    private float update(Trained present, Windows training) {
        present.batch().draw(training, returns, RandomSource.of(seed).split(step));
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
        return Objects.requireNonNull(heldOutFigures(heldOut).get("held_out_loss"));
    }

    @Override
    public Map<String, Double> heldOutFigures(Windows heldOut) {
        check(heldOut);
        RandomSource random = RandomSource.of(seed).split("held-out");
        return new HeldOutLoss(config, trained().normalizer(), returns, random).measure(heldOut, this::denoise);
    }

    @Override
    public Optional<WindowReturns> returns() {
        return Optional.ofNullable(returns);
    }

    @Override
    public void denoise(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate) {
        if (condition != null) {
            check(condition, count);
        }
        trained().program().denoise(noised, sigma, condition == null ? null : condition.values(), count, estimate);
    }

    @Override
    public Optional<FusedSampling> fusedSampling() {
        return Optional.of(trained().loop());
    }

    private void check(Condition condition, int count) {
        int size = config.condition().size();
        if (size == 0) {
            throw new LeewayException("The denoiser " + name + " learns no condition, but a condition of "
                    + condition.size() + " values a trajectory was given. Use a guidance that needs none, or train the"
                    + " denoiser with {condition: return}.");
        }
        if (condition.size() != size || condition.values().length < count * size) {
            throw new LeewayException("The denoiser " + name + " is conditioned on " + size
                    + " value a trajectory, its standardised return, and so on " + count * size + " for " + count
                    + " trajectories, but was given " + condition.size() + " a trajectory and "
                    + condition.values().length + " in all. Use a guidance that conditions on the return.");
        }
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
                .put("standard_deviation", present.normalizer().standardDeviations());
        returns().ifPresent(known -> Returns.save(known, checkpoint));
        checkpoint.archive().write(directory.resolve(FILE));
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
        returns = Returns.load(checkpoint).orElse(null);
    }

    private String identity(TrajectoryLayout layout) {
        return network.description() + " and horizon " + network.horizon() + " for " + words(layout)
                + (config.condition() == WindowCondition.RETURN ? ", conditioned on the return" : "");
    }

    private static String words(TrajectoryLayout layout) {
        return "trajectories of " + layout.observationSize() + " observation and " + layout.actionSize()
                + " action columns" + (layout.nextObservation() ? " with next observations" : "");
    }

    private void check(Windows windows) {
        TrajectoryLayout layout = trained().normalizer().layout();
        if (windows.horizon() != network.horizon() || !windows.layout().equals(layout)) {
            throw new LeewayException("The denoiser " + name + " learns windows of " + network.horizon() + " rows for "
                    + words(layout) + ", but was given " + windows.horizon() + " rows for " + words(windows.layout())
                    + ". Use the data that it began with, or begin anew.");
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
