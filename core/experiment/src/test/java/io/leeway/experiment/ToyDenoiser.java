package io.leeway.experiment;

import io.leeway.spi.Default;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.support.NumpyArchive;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Learns one number, the mean of all that it has seen with some noise, and denoises to it. */
public final class ToyDenoiser implements Denoiser {
    private final Config config;
    private final RandomSource random;
    private @Nullable Normalizer normalizer;
    private double mean;
    private long step;

    /** What can be chosen; at {@code failAt} the loss is no longer finite. */
    public record Config(
            @Default("300") long updates, @Default("-1") long failAt) {}

    @Inject
    ToyDenoiser(Config config, RandomSource random, Device device) {
        if (device == Device.GPU) {
            throw new LeewayException("A toy computes on no GPU. Choose the CPU.");
        }
        this.config = config;
        this.random = random;
    }

    @Override
    public int horizon() {
        return 5;
    }

    @Override
    public void begin(Normalizer statistics) {
        normalizer = statistics;
    }

    @Override
    public Normalizer normalizer() {
        if (normalizer == null) {
            throw new IllegalStateException("begin or load comes first");
        }
        return normalizer;
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
        if (step < config.failAt() && step + times >= config.failAt()) {
            throw new LeewayException("the loss is NaN at update " + config.failAt() + ": lower the learning rate.");
        }
        float[] values = training.gather(0).values();
        for (int i = 0; i < times; i++) {
            mean = 0.99 * mean + 0.01 * (values[random.nextInt(values.length)] + random.nextGaussian());
            step++;
        }
        return Map.of("loss", mean * mean);
    }

    @Override
    public double heldOutLoss(Windows heldOut) {
        return mean * mean + heldOut.count();
    }

    @Override
    public void denoise(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate) {
        int size = count * horizon() * normalizer().layout().width();
        for (int i = 0; i < size; i++) {
            estimate[i] = (float) mean;
        }
    }

    @Override
    public void save(Path directory) {
        Normalizer statistics = normalizer();
        new NumpyArchive()
                .put("state", new double[] {mean, step})
                .put("random", random.state())
                .put("mean", statistics.means())
                .put("deviation", statistics.standardDeviations())
                .write(directory.resolve("denoiser.npz"));
    }

    @Override
    public void load(Path directory) {
        NumpyArchive archive = NumpyArchive.read(directory.resolve("denoiser.npz"));
        mean = archive.doubles("state")[0];
        step = (long) archive.doubles("state")[1];
        random.restore(archive.longs("random"));
        normalizer = new Normalizer(TrajectoryLayout.of(1, 1), archive.floats("mean"), archive.floats("deviation"));
    }

    @Override
    public void close() {}
}
