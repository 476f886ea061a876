package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.spi.support.WindowCutter;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.diffusion.network.EdmTransformerConfig;
import io.leeway.testkit.DatasetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever the network. */
final class EdmDenoiserTest {
    /** Makes a denoiser of one kind. */
    @FunctionalInterface
    interface Maker extends Function<EdmConfig, EdmDenoiser> {}

    static Stream<Maker> makers() {
        return Stream.of(EdmDenoiserTest::unet, EdmDenoiserTest::mlp, EdmDenoiserTest::transformer);
    }

    private static EdmDenoiser unet(EdmConfig config) {
        return new EdmUnet(Configs.unet(config), RandomSource.of(1), Device.CPU);
    }

    private static EdmDenoiser mlp(EdmConfig config) {
        return new EdmMlp(Configs.mlp(config), RandomSource.of(1), Device.CPU);
    }

    private static EdmDenoiser transformer(EdmConfig config) {
        return new EdmTransformer(Configs.transformer(config), RandomSource.of(1), Device.CPU);
    }

    private static Windows windows(EdmDenoiser denoiser, int observationSize) {
        return WindowCutter.cut(
                        new DatasetBuilder(observationSize, 2)
                                .walk(RandomSource.of(1), 60, true)
                                .walk(RandomSource.of(2), 60, false)
                                .build(),
                        denoiser.layout(observationSize, 2),
                        denoiser.horizon(),
                        1,
                        0)
                .training();
    }

    private static float[] estimate(EdmDenoiser denoiser) {
        int count = 70;
        float[] x = new float
                [count * denoiser.horizon() * denoiser.normalizer().layout().width()];
        RandomSource.of(3).fillGaussian(x, 0, x.length);
        float[] sigma = new float[count];
        for (int i = 0; i < count; i++) {
            sigma[i] = 0.1f + i * 0.05f;
        }
        float[] estimate = new float[x.length];
        denoiser.denoise(x, sigma, null, count, estimate);
        return estimate;
    }

    @ParameterizedTest
    @MethodSource("makers")
    void estimatesInBfloat16AndCompiledAreNearlyThoseInFloat32(Maker maker, @TempDir Path directory) {
        EdmConfig config = Configs.training();
        try (EdmDenoiser denoiser = maker.apply(config);
                EdmDenoiser narrow = maker.apply(Configs.bfloat16(config));
                EdmDenoiser compiled = maker.apply(Configs.compiled(config))) {
            Windows windows = windows(denoiser, 3);
            denoiser.begin(Normalizer.fit(windows));
            denoiser.update(windows, 60);
            denoiser.save(directory);
            float[] expected = estimate(denoiser);
            narrow.load(directory);
            float[] found = estimate(narrow);
            assertThat(found).isNotEqualTo(expected);
            assertClose(found, expected, 0.06f);
            compiled.load(directory);
            assertClose(estimate(compiled), expected, 1e-4f);
        }
    }

    private static void assertClose(float[] found, float[] expected, float tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(tolerance));
        }
    }

    @Test
    void heldOutFiguresTellTheLossByNoiseLevel() {
        try (EdmDenoiser denoiser = mlp(Configs.training())) {
            Windows windows = windows(denoiser, 3);
            denoiser.begin(Normalizer.fit(windows));
            Map<String, Double> figures = denoiser.heldOutFigures(windows);
            assertThat(figures.keySet())
                    .containsExactlyInAnyOrder(
                            "held_out_loss",
                            "held_out_loss_sigma_below_0_1",
                            "held_out_loss_sigma_0_1_to_0_5",
                            "held_out_loss_sigma_0_5_to_2",
                            "held_out_loss_sigma_above_2");
            assertThat(figures).containsEntry("held_out_loss", denoiser.heldOutLoss(windows));
            // Untrained it is the denoiser of independent unit Gaussians, whose loss is 1 at every noise level; of
            // eleven
            // columns one may be constant.
            figures.forEach((name, value) -> assertThat(value).as(name).isBetween(0.5, 1.8));
        }
    }

    @Test
    void aSingleTransitionIsAWholeRow() {
        try (EdmDenoiser denoiser = mlp(Configs.training())) {
            Windows windows = windows(denoiser, 3);
            assertThat(windows.layout().nextObservation()).isTrue();
            Trajectories rows = windows.gather(0, 1, windows.count() - 1);
            Transitions transitions = rows.transitions();
            assertThat(transitions.count()).isEqualTo(3);
            int next = windows.layout().nextObservationOffset();
            assertThat(Arrays.copyOf(transitions.nextObservations(), 3))
                    .isEqualTo(Arrays.copyOfRange(rows.values(), next, next + 3))
                    .isEqualTo(Arrays.copyOfRange(transitions.observations(), 3, 6));
        }
    }

    @Test
    void refusesACheckpointThatWasTamperedWithAnywhere(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("denoiser.npz");
        try (EdmDenoiser denoiser = mlp(Configs.training());
                EdmDenoiser other = mlp(Configs.training())) {
            denoiser.begin(Normalizer.fit(windows(denoiser, 3)));
            denoiser.save(directory);
            float[] expected = estimate(denoiser);
            byte[] whole = Files.readAllBytes(file);
            int refused = 0;
            for (int region = 0; region < 100; region++) {
                byte[] altered = whole.clone();
                altered[(int) ((long) region * whole.length / 100) + 5] ^= (byte) 0xFF;
                Files.write(file, altered);
                try {
                    other.load(directory);
                    assertThat(estimate(other)).isEqualTo(expected);
                } catch (LeewayException e) {
                    assertThat(e).hasMessageContaining(file.toString());
                    refused++;
                }
            }
            assertThat(refused).isGreaterThan(80);
            Files.write(file, Arrays.copyOf(whole, whole.length - 100));
            assertThatThrownBy(() -> other.load(directory)).isInstanceOf(LeewayException.class);
        }
    }

    @Test
    void refusesACheckpointOfAnotherVersionNamingBoth(@TempDir Path directory) {
        Path file = directory.resolve("denoiser.npz");
        try (EdmDenoiser denoiser = mlp(Configs.training())) {
            denoiser.begin(Normalizer.fit(windows(denoiser, 3)));
            denoiser.save(directory);
            NumpyArchive other = new NumpyArchive();
            NumpyArchive.read(file)
                    .entries()
                    .forEach((name, entry) ->
                            other.put(name, name.equals("format") ? new long[] {7} : entry.array(), entry.shape()));
            other.write(file);
            assertThatThrownBy(() -> denoiser.load(directory))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The checkpoint " + file + " is of format 7, but this version of Leeway reads format 1."
                            + " Use the version that wrote it, or begin anew.");
        }
    }

    @Test
    void refusesTheCheckpointOfAnotherNetworkAndOfAnotherCondition(@TempDir Path directory) {
        EdmConfig config = Configs.training();
        try (EdmDenoiser denoiser = transformer(config);
                EdmDenoiser other = unet(config);
                EdmDenoiser conditioned = transformer(Configs.onReturn(config, 0.1))) {
            denoiser.begin(Normalizer.fit(windows(denoiser, 3)));
            denoiser.save(directory);
            assertThatThrownBy(() -> other.load(directory))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("is of an edm-transformer of width 16, depth 2, heads 4 and horizon 6 for")
                    .hasMessageContaining("but a residual edm-unet of width 8, levels 2, kernel 3 and horizon 8 for");
            assertThatThrownBy(() -> conditioned.load(directory))
                    .hasMessageContaining("action columns, conditioned on the return is to go on from it.");
        }
    }

    @Test
    void refusesWindowsOfAnotherLayoutOrHorizonNamingBoth() {
        try (EdmDenoiser denoiser = unet(Configs.training());
                EdmDenoiser other = transformer(Configs.training())) {
            denoiser.begin(Normalizer.fit(windows(denoiser, 3)));
            Windows wider = windows(denoiser, 4);
            assertThatThrownBy(() -> denoiser.update(wider, 1))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The denoiser edm-unet learns windows of 8 rows for trajectories of 3 observation and"
                            + " 2 action columns, but was given 8 rows for trajectories of 4 observation and 2"
                            + " action columns. Use the data that it began with, or begin anew.");
            Windows shorter = windows(other, 3);
            assertThatThrownBy(() -> denoiser.heldOutLoss(shorter))
                    .hasMessageContaining("learns windows of 8 rows")
                    .hasMessageContaining("was given 6 rows");
        }
    }

    @Test
    void refusesSizesThatDoNotFitTogether() {
        assertThatThrownBy(() -> new EdmTransformerConfig(10, 1, 4, 8, Configs.training()))
                .hasMessage("width must be even and a multiple of heads, which share it, but is 10 with 4 heads");
    }
}
