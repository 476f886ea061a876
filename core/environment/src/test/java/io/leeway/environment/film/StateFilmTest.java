package io.leeway.environment.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFilmTest {
    private static final int SIZE = 40;
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);

    @TempDir
    Path folder;

    private int open;

    /** Draws a state as a shade of its observation from 0 to 1, and refuses others. */
    private final class Shades implements Environments, Environments.StatePictures {
        private final LineEnvironments line = new LineEnvironments();

        @Override
        public EnvironmentSpec spec() {
            return line.spec();
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            return line.make(options);
        }

        @Override
        public Optional<StatePictures> statePictures() {
            open++;
            return Optional.of(this);
        }

        @Override
        public Picture draw(double[] observation) {
            if (!(observation[0] >= 0 && observation[0] <= 1)) {
                throw new LeewayException("the state " + observation[0] + " is out of bounds");
            }
            byte[] pixels = new byte[3 * SIZE * SIZE];
            java.util.Arrays.fill(pixels, (byte) Math.round(255 * observation[0]));
            return new Picture(SIZE, SIZE, pixels);
        }

        @Override
        public void close() {
            open--;
        }
    }

    private static Trajectories trajectories(float[]... states) {
        Trajectories result = Trajectories.zeros(LAYOUT, states[0].length, states.length);
        for (int i = 0; i < states.length; i++) {
            for (int row = 0; row < states[i].length; row++) {
                result.values()[(i * states[i].length + row) * LAYOUT.width()] = states[i][row];
            }
        }
        return result;
    }

    private static List<BufferedImage> film(Path file) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(input);
            for (int i = 0; i < reader.getNumImages(true); i++) {
                images.add(reader.read(i));
            }
        } finally {
            reader.dispose();
        }
        return images;
    }

    private StateFilm.Made make(Path file, Trajectories synthetic, Trajectories real) {
        return new StateFilm(file, 10).make(new Shades(), synthetic, real, (amount, detail) -> {});
    }

    /** Returns the red at the middle of a half: 0 is the left. */
    private static int shade(BufferedImage image, int half) {
        int x = image.getWidth() / 4 + half * image.getWidth() / 2;
        return (image.getRGB(x, image.getHeight() - SIZE / 4) >> 16) & 0xFF;
    }

    @Test
    void showsEveryStateOfEachPairInOrderSyntheticLeftAndRealRight() throws IOException {
        Path file = folder.resolve("states.gif");
        StateFilm.Made made = make(
                file,
                trajectories(new float[] {0, 0.2f}, new float[] {0.4f, 0.6f}),
                trajectories(new float[] {1, 0.8f}, new float[] {0.6f, 0}));
        List<BufferedImage> frames = film(file);
        assertThat(frames).extracting(frame -> shade(frame, 0)).containsExactly(0, 51, 102, 153);
        assertThat(frames).extracting(frame -> shade(frame, 1)).containsExactly(255, 204, 153, 0);
        assertThat(made.states()).isEqualTo(8);
        assertThat(made.refused()).isEmpty();
        assertThat(open).isZero();
    }

    @Test
    void aRefusedStateIsNamedAndMarkedAndTheRestComes() throws IOException {
        Path file = folder.resolve("refused.gif");
        StateFilm.Made made =
                make(file, trajectories(new float[] {7, 0.2f, -1}), trajectories(new float[] {8, 0.4f, 0.6f}));
        List<BufferedImage> frames = film(file);
        assertThat(frames).hasSize(3);
        assertThat(shade(frames.get(1), 0)).isEqualTo(51);
        assertThat(shade(frames.get(2), 1)).isEqualTo(153);
        for (int frame : new int[] {0, 2}) {
            int corner = frames.get(frame).getRGB(3, frames.get(frame).getHeight() - 3);
            assertThat((corner >> 16) & 0xFF).as("red of the mark").isBetween(150, 240);
            assertThat(corner & 0xFF).as("blue of the mark").isLessThan(60);
        }
        assertThat(made.refused())
                .containsExactly(
                        "synthetic 1 of 1, step 1 of 3: the state 7.0 is out of bounds",
                        "real 1 of 1, step 1 of 3: the state 8.0 is out of bounds",
                        "synthetic 1 of 1, step 3 of 3: the state -1.0 is out of bounds");
    }

    @Test
    void endsWhereATrajectoryTerminatesWhileTheOtherGoesOn() throws IOException {
        Path file = folder.resolve("terminated.gif");
        Trajectories synthetic = trajectories(new float[] {0.2f, 0.4f, 0.6f});
        synthetic.values()[LAYOUT.terminalColumn()] = 1;
        Trajectories real = trajectories(new float[] {0.2f, 0.4f, 0.6f});
        assertThat(StateFilm.steps(synthetic, real)).isEqualTo(3);
        assertThat(make(file, synthetic, real).states()).isEqualTo(4);
        assertThat(film(file)).extracting(frame -> shade(frame, 0)).containsExactly(51, 255, 255);
        assertThat(film(file)).extracting(frame -> shade(frame, 1)).containsExactly(51, 102, 153);
    }

    @Test
    void aTransitionOfItsOwnShowsWhatItLeadsTo() throws IOException {
        TrajectoryLayout own = new TrajectoryLayout(1, 1, true);
        Trajectories one = Trajectories.zeros(own, 1, 1);
        one.values()[own.nextObservationOffset()] = 0.8f;
        Path file = folder.resolve("own.gif");
        make(file, one, one);
        assertThat(film(file)).extracting(frame -> shade(frame, 0)).containsExactly(0, 204);
    }

    @Test
    void saysThatEveryStateWasRefusedAndWritesNothing() {
        Path file = folder.resolve("none.gif");
        assertThatThrownBy(() -> make(file, trajectories(new float[] {7}), trajectories(new float[] {8})))
                .isInstanceOf(LeewayException.class)
                .hasMessage(new LineEnvironments().spec().id() + " refused every one of the 2 states that it was to"
                        + " draw, the first with: synthetic 1 of 1, step 1 of 1: the state 7.0 is out of bounds");
        assertThat(file).doesNotExist();
        assertThat(open).isZero();
    }

    @Test
    void saysThatAnEnvironmentCannotDrawStates() {
        assertThatThrownBy(() -> StateFilm.check(new LineEnvironments()))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("cannot be put into the state of an observation and drawn");
    }
}
