package io.leeway.testkit.diffusion;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exact denoiser of data whose every normalised value is N(μ, s²): D(x; σ) = (s²·x + σ²·μ) / (s² + σ²).
 *
 * <p>It knows its answer from the beginning; training only counts. A condition's first value is added to μ, trajectory
 * by trajectory.
 */
public final class GaussianDenoiser implements Denoiser {
    private static final String FILE = "gaussian.npz";

    private final int horizon;
    private final double mean;
    private final double deviation;
    private @Nullable Normalizer normalizer;
    private @Nullable WindowReturns returns;
    private long step;
    private long evaluations;

    /**
     * Creates the denoiser of N({@code mean}, {@code deviation}²).
     *
     * @param horizon rows of a trajectory
     * @param mean in normalised units
     * @param deviation in normalised units, not negative
     */
    public GaussianDenoiser(int horizon, double mean, double deviation) {
        this.horizon = horizon;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Returns a denoiser that was begun with data of mean 0 and standard deviation 1: normalising changes nothing. */
    public static GaussianDenoiser standard(TrajectoryLayout layout, int horizon, double mean, double deviation) {
        float[] ones = new float[layout.width()];
        Arrays.fill(ones, 1);
        GaussianDenoiser denoiser = new GaussianDenoiser(horizon, mean, deviation);
        denoiser.begin(new Normalizer(layout, new float[layout.width()], ones));
        return denoiser;
    }

    /** Makes it say that its condition is a return, and which returns it knows; returns itself. */
    public GaussianDenoiser withReturns(WindowReturns learned) {
        returns = learned;
        return this;
    }

    /** Returns how many trajectories were denoised so far, each time counted. */
    public long evaluations() {
        return evaluations;
    }

    @Override
    public int horizon() {
        return horizon;
    }

    @Override
    public void begin(Normalizer statistics) {
        normalizer = statistics;
        step = 0;
    }

    @Override
    public Normalizer normalizer() {
        if (normalizer == null) {
            throw new IllegalStateException("The denoiser was neither begun nor loaded");
        }
        return normalizer;
    }

    @Override
    public long updates() {
        return 100;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Map<String, Double> update(Windows training, int times) {
        double loss = heldOutLoss(training);
        if (!Double.isFinite(loss)) {
            throw new LeewayException("The loss is " + loss + " at update " + step + ": mend the data");
        }
        step += times;
        return Map.of("loss", loss);
    }

    /** Returns the mean squared distance of the data from μ. */
    @Override
    public double heldOutLoss(Windows heldOut) {
        float[] window = new float[horizon * normalizer().layout().width()];
        double sum = 0;
        for (int i = 0; i < heldOut.count(); i++) {
            heldOut.gather(i, window, 0);
            normalizer().normalize(window);
            for (float value : window) {
                sum += (value - mean) * (value - mean);
            }
        }
        return sum / ((double) heldOut.count() * window.length);
    }

    @Override
    public Optional<WindowReturns> returns() {
        return Optional.ofNullable(returns);
    }

    @Override
    public void denoise(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate) {
        int size = horizon * normalizer().layout().width();
        evaluations += count;
        double variance = deviation * deviation;
        for (int trajectory = 0; trajectory < count; trajectory++) {
            double noise = (double) sigma[trajectory] * sigma[trajectory];
            double centre = mean + (condition == null ? 0 : condition.values()[trajectory * condition.size()]);
            for (int i = trajectory * size; i < (trajectory + 1) * size; i++) {
                estimate[i] = (float) ((variance * noised[i] + noise * centre) / (variance + noise));
            }
        }
    }

    @Override
    public void save(Path directory) {
        TrajectoryLayout layout = normalizer().layout();
        new NumpyArchive()
                .put("step", new long[] {step})
                .put("horizon", new int[] {horizon})
                .put(
                        "layout",
                        new int[] {layout.observationSize(), layout.actionSize(), layout.nextObservation() ? 1 : 0})
                .put("mean", normalizer().means())
                .put("deviation", normalizer().standardDeviations())
                .write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        NumpyArchive archive = NumpyArchive.read(directory.resolve(FILE));
        if (archive.ints("horizon")[0] != horizon) {
            throw new LeewayException("The checkpoint in " + directory + " has horizon " + archive.ints("horizon")[0]
                    + ", but the denoiser has " + horizon);
        }
        int[] sizes = archive.ints("layout");
        TrajectoryLayout layout = new TrajectoryLayout(sizes[0], sizes[1], sizes[2] == 1);
        normalizer = new Normalizer(layout, archive.floats("mean"), archive.floats("deviation"));
        step = archive.longs("step")[0];
    }

    @Override
    public void close() {}
}
