package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.spi.support.WindowCutter;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EdmUnetTest {
    private static final int HORIZON = 8;

    /**
     * Every episode repeats one draw of each column. With n rows the posterior mean is the mean of the rows · n / (n +
     * σ²), and the weighted loss of a value (1 + σ²) / (n + σ²); without learning how rows hang together it is 1.
     */
    @Test
    void learnsToyGaussiansNearlyAsWellAsTheExactDenoiser() {
        EdmUnetConfig config = new EdmUnetConfig(16, 2, 3, HORIZON, true, Configs.training(64, 700, 0.005));
        Windows training = constantEpisodes(1, 3000);
        Windows heldOut = constantEpisodes(2, 400);
        try (EdmUnet denoiser = new EdmUnet(config, RandomSource.of(1), Device.CPU)) {
            denoiser.begin(Normalizer.fit(training));
            assertThat(denoiser.heldOutLoss(heldOut)).isCloseTo(1, Offset.offset(0.1));
            denoiser.update(training, config.training().updates());
            // Five columns of six vary; the terminal is always 0, where a loss of 0 can be learned.
            double exact = 4.0 / 5 * exactLoss();
            assertThat(denoiser.heldOutLoss(heldOut)).isBetween(0.8 * exact, 1.4 * exact);
        }
    }

    /** On as many threads as there are, and wide enough for every kind of product. */
    @Test
    void trainsToTheSameBitsAgainAndAgain() {
        EdmUnetConfig config = new EdmUnetConfig(32, 2, 3, HORIZON, true, Configs.training(128, 60, 0.005));
        Windows training = constantEpisodes(1, 200);
        float[] first = trained(config, training);
        for (int i = 0; i < 2; i++) {
            assertThat(trained(config, training)).isEqualTo(first);
        }
    }

    private static float[] trained(EdmUnetConfig config, Windows training) {
        try (EdmUnet denoiser = new EdmUnet(config, RandomSource.of(1), Device.CPU)) {
            denoiser.begin(Normalizer.fit(training));
            denoiser.update(training, 10);
            int size = HORIZON * denoiser.normalizer().layout().width();
            float[] noised = new float[size];
            RandomSource.of(2).fillGaussian(noised, 0, size);
            float[] estimate = new float[size];
            denoiser.denoise(noised, new float[] {0.5f}, null, 1, estimate);
            return estimate;
        }
    }

    /** The mean of (1 + σ²) / (n + σ²) over the noise levels that training draws. */
    private static double exactLoss() {
        double sum = 0;
        int points = 10_000;
        RandomSource random = RandomSource.of(9);
        for (int i = 0; i < points; i++) {
            double variance = Math.exp(2 * (-1.2 + 1.2 * random.nextGaussian()));
            sum += (1 + variance) / (HORIZON + variance);
        }
        return sum / points;
    }

    private static Windows constantEpisodes(long seed, int episodes) {
        RandomSource random = RandomSource.of(seed);
        float[] observations = new float[episodes * (HORIZON + 1) * 2];
        float[] actions = new float[episodes * HORIZON];
        float[] rewards = new float[episodes * HORIZON];
        int[] lengths = new int[episodes];
        for (int episode = 0; episode < episodes; episode++) {
            lengths[episode] = HORIZON;
            float[] drawn = new float[4];
            random.fillGaussian(drawn, 0, 4);
            for (int row = 0; row <= HORIZON; row++) {
                observations[(episode * (HORIZON + 1) + row) * 2] = 5 + 3 * drawn[0];
                observations[(episode * (HORIZON + 1) + row) * 2 + 1] = drawn[1] / 10;
            }
            for (int row = 0; row < HORIZON; row++) {
                actions[episode * HORIZON + row] = (float) Math.tanh(drawn[2]);
                rewards[episode * HORIZON + row] = -100 + drawn[3];
            }
        }
        Dataset dataset = new Dataset(
                2, 1, observations, actions, rewards, lengths, new boolean[episodes], new boolean[episodes], Map.of());
        return WindowCutter.cut(dataset, TrajectoryLayout.of(2, 1), HORIZON, HORIZON, 0)
                .training();
    }

    @Test
    void beginsAsTheDenoiserOfIndependentUnitGaussians() {
        Windows windows = constantEpisodes(1, 50);
        try (EdmUnet denoiser = denoiser(1)) {
            denoiser.begin(Normalizer.fit(windows));
            float[] noised = new float[3 * HORIZON * 5];
            RandomSource.of(2).fillGaussian(noised, 0, noised.length);
            float[] estimate = new float[noised.length];
            float[] sigma = {0.5f, 1, 3};
            denoiser.denoise(noised, sigma, null, 3, estimate);
            for (int i = 0; i < noised.length; i++) {
                float level = sigma[i / (HORIZON * 5)];
                assertThat(estimate[i]).isCloseTo(noised[i] / (1 + level * level), Offset.offset(1e-5f));
            }
        }
    }

    @Test
    void isTheSameToTheByteHoweverManyUpdatesAreAskedForAtOnce(@TempDir Path directory) throws Exception {
        Windows windows = constantEpisodes(1, 50);
        byte[] together = trained(windows, directory.resolve("together"), 12);
        byte[] apart = trained(windows, directory.resolve("apart"), 1, 7, 4);
        assertThat(apart).isEqualTo(together);
    }

    private static byte[] trained(Windows windows, Path directory, int... calls) throws Exception {
        Files.createDirectories(directory);
        try (EdmUnet denoiser = denoiser(3)) {
            denoiser.begin(Normalizer.fit(windows));
            for (int times : calls) {
                denoiser.update(windows, times);
            }
            denoiser.save(directory);
            return Files.readAllBytes(directory.resolve("denoiser.npz"));
        }
    }

    @Test
    void estimatesTheSameCompiledAsNot(@TempDir Path directory) {
        Windows windows = constantEpisodes(1, 50);
        EdmUnetConfig compiled = Configs.unet(Configs.compiled(Configs.training()));
        float[] noised = new float[100 * HORIZON * 5];
        RandomSource.of(2).fillGaussian(noised, 0, noised.length);
        float[] sigma = new float[100];
        Arrays.fill(sigma, 0.5f);
        float[] expected = new float[noised.length];
        float[] found = new float[noised.length];
        try (EdmUnet denoiser = denoiser(3);
                EdmUnet other = new EdmUnet(compiled, RandomSource.of(4), Device.CPU)) {
            denoiser.begin(Normalizer.fit(windows));
            denoiser.update(windows, 20);
            denoiser.denoise(noised, sigma, null, 100, expected);
            denoiser.save(directory);
            other.load(directory);
            other.denoise(noised, sigma, null, 100, found);
            for (int i = 0; i < noised.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], Offset.offset(1e-4f));
            }
        }
    }

    @Test
    void averagesItsWeightsByTheRampedDecay(@TempDir Path directory) {
        Windows windows = constantEpisodes(1, 50);
        try (EdmUnet denoiser = denoiser(4)) {
            denoiser.begin(Normalizer.fit(windows));
            String name = "up-0/1/weight";
            float[] expected = saved(denoiser, directory).floats("variables/weights/" + name);
            for (int renewal = 1; renewal <= 4; renewal++) {
                denoiser.update(windows, Configs.training().averageEvery());
                NumpyArchive archive = saved(denoiser, directory);
                float[] weights = archive.floats("variables/weights/" + name);
                double decay = renewal / (renewal + 9.0);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = (float) (decay * expected[i] + (1 - decay) * weights[i]);
                }
                assertClose(archive.floats("variables/averages/" + name), expected);
            }
        }
        assertThat(EdmDenoiser.averageDecay(0.995, 1)).isEqualTo(0.1);
        assertThat(EdmDenoiser.averageDecay(0.995, 1791)).isEqualTo(0.995);
    }

    private static NumpyArchive saved(EdmUnet denoiser, Path directory) {
        denoiser.save(directory);
        return NumpyArchive.read(directory.resolve("denoiser.npz"));
    }

    private static void assertClose(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(1e-6f));
        }
    }

    @Test
    void saysAtWhichUpdateTheLossWasLostAndKeepsTheStateBefore(@TempDir Path directory) throws Exception {
        Windows windows = constantEpisodes(1, 50);
        EdmUnetConfig wild = Configs.unet(Configs.training(16, 60, 1e25));
        try (EdmUnet denoiser = new EdmUnet(wild, RandomSource.of(5), Device.CPU)) {
            denoiser.begin(Normalizer.fit(windows));
            byte[] before = bytes(denoiser, directory);
            assertThatThrownBy(() -> denoiser.update(windows, 20))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageMatching(
                            "(The loss|A weight) of the denoiser was no longer finite at update \\d+ of 60\\. Lower"
                                    + " its learning-rate \\(now 1\\.0E25\\), for example to 2\\.5E24, and see that the"
                                    + " dataset has no extreme values\\.");
            assertThat(denoiser.step()).isZero();
            assertThat(bytes(denoiser, directory)).isEqualTo(before);
        }
    }

    private static byte[] bytes(EdmUnet denoiser, Path directory) throws Exception {
        denoiser.save(directory);
        return Files.readAllBytes(directory.resolve("denoiser.npz"));
    }

    @Test
    void refusesTheCheckpointOfAnotherNetworkNamingBoth(@TempDir Path directory) {
        try (EdmUnet denoiser = denoiser(6)) {
            denoiser.begin(Normalizer.fit(constantEpisodes(1, 50)));
            denoiser.save(directory);
        }
        EdmUnetConfig wider = new EdmUnetConfig(16, 2, 3, HORIZON, true, Configs.training());
        try (EdmUnet other = new EdmUnet(wider, RandomSource.of(7), Device.CPU)) {
            assertThatThrownBy(() -> other.load(directory))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The checkpoint " + directory.resolve("denoiser.npz")
                            + " is of a residual edm-unet of width 8, levels 2, kernel 3 and horizon 8 for"
                            + " trajectories of 2 observation and 1 action columns, but a residual edm-unet of width"
                            + " 16, levels 2, kernel 3 and horizon 8 for trajectories of 2 observation and 1 action"
                            + " columns is to go on from it. Use the configuration and the data that it was made with,"
                            + " or begin anew.");
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        Windows windows = constantEpisodes(1, 50);
        try (EdmUnet denoiser = denoiser(8)) {
            assertThatThrownBy(() -> denoiser.update(windows, 1)).isInstanceOf(IllegalStateException.class);
            denoiser.begin(Normalizer.fit(windows));
            assertThatThrownBy(() -> denoiser.update(windows, 61))
                    .hasMessage("Cannot make 61 updates on 50 windows after 0 of 60");
            Condition condition = new Condition(1, new float[1]);
            assertThatThrownBy(() -> denoiser.denoise(new float[40], new float[1], condition, 1, new float[40]))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage(
                            "The denoiser edm-unet learns no condition, but a condition of 1 values a trajectory was"
                                    + " given. Use a guidance that needs none, or train the denoiser with {condition:"
                                    + " return}.");
        }
    }

    @Test
    void refusesSizesThatDoNotFitTogether() {
        assertThatThrownBy(() -> new EdmUnetConfig(12, 2, 3, 8, true, Configs.training()))
                .hasMessage("width must be a multiple of 8, since the channels are normalised in as many groups, but is"
                        + " 12");
        assertThatThrownBy(() -> new EdmUnetConfig(8, 3, 3, 10, true, Configs.training()))
                .hasMessage(
                        "horizon must be divisible by 4, since each of the 3 levels but the first halves the rows, but"
                                + " is 10");
    }

    @Test
    void cutsABatchIntoShardsOfAFixedSizeWhateverTheMachine() {
        assertThat(EdmTraining.shards(1)).isEqualTo(1);
        assertThat(EdmTraining.shards(8)).isEqualTo(1);
        assertThat(EdmTraining.shards(16)).isEqualTo(2);
        assertThat(EdmTraining.shards(64)).isEqualTo(2);
        assertThat(EdmTraining.shards(65)).isEqualTo(3);
        assertThat(EdmTraining.shards(256)).isEqualTo(8);
    }

    private static EdmUnet denoiser(long seed) {
        return new EdmUnet(Configs.small(), RandomSource.of(seed), Device.CPU);
    }
}
