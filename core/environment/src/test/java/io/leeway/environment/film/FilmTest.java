package io.leeway.environment.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.environment.Recorded;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmTest {
    @TempDir
    Path folder;

    /**
     * What is read of a film.
     *
     * @param shades the red of the first pixel of each picture
     * @param delays in hundredths of a second
     */
    private record Film(List<Integer> shades, List<Integer> delays) {
        static Film read(Path file) throws IOException {
            List<Integer> shades = new ArrayList<>();
            List<Integer> delays = new ArrayList<>();
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
                reader.setInput(input);
                for (int i = 0; i < reader.getNumImages(true); i++) {
                    BufferedImage image = reader.read(i);
                    shades.add((image.getRGB(0, 0) >> 16) & 0xFF);
                    IIOMetadataNode root =
                            (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                    IIOMetadataNode control = (IIOMetadataNode)
                            root.getElementsByTagName("GraphicControlExtension").item(0);
                    delays.add(Integer.valueOf(control.getAttribute("delayTime")));
                }
            } finally {
                reader.dispose();
            }
            return new Film(shades, delays);
        }
    }

    private static Picture shade(int value) {
        byte[] pixels = new byte[3 * 8 * 6];
        java.util.Arrays.fill(pixels, (byte) value);
        return new Picture(8, 6, pixels);
    }

    private Film film(FrameRecorder recorder, int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            int value = i;
            recorder.offer(() -> shade(value));
        }
        Path file = folder.resolve("film.gif");
        recorder.write(file);
        return Film.read(file);
    }

    @Test
    void picturesFollowEachOtherAtThePaceOfTheStepsAndRepeat() throws IOException {
        Film film = film(new FrameRecorder(30), 7);
        assertThat(film.shades()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        // A picture is 3 1/3 hundredths: 3, then 7 − 3, then 10 − 7. The last one rests.
        assertThat(film.delays()).containsExactly(3, 4, 3, 3, 4, 3, 100);
        String bytes = Files.readString(folder.resolve("film.gif"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).startsWith("GIF89a").contains("NETSCAPE2.0\3\1\0\0");
        assertThat(folder.resolve("film.gif.part")).doesNotExist();
    }

    @Test
    void fastStepsAreSkipped() throws IOException {
        Film film = film(new FrameRecorder(100), 6);
        assertThat(film.shades()).containsExactly(0, 2, 4);
        assertThat(film.delays()).containsExactly(2, 2, 100);
    }

    @Test
    void aLongFilmIsThinnedToItsMemoryAndStillShowsTheWhole() throws IOException {
        FrameRecorder recorder = new FrameRecorder(10, 5 * 3 * 8 * 6);
        Film film = film(recorder, 19);
        assertThat(recorder.frames()).isLessThanOrEqualTo(5);
        assertThat(film.shades()).containsExactly(0, 4, 8, 12, 16);
        assertThat(film.delays()).containsExactly(40, 40, 40, 40, 100);
    }

    @Test
    void manyColoursBecomeNearOnes() {
        byte[] pixels = new byte[3 * 1000];
        for (int i = 0; i < 1000; i++) {
            pixels[3 * i] = (byte) (i % 251);
            pixels[3 * i + 1] = (byte) (i / 4);
            pixels[3 * i + 2] = (byte) (255 - i % 255);
        }
        BufferedImage image = IndexedPicture.of(new Picture(100, 10, pixels));
        for (int i = 0; i < 1000; i++) {
            int color = image.getRGB(i % 100, i / 100);
            assertThat(Math.abs(((color >> 16) & 0xFF) - (pixels[3 * i] & 0xFF)))
                    .isLessThanOrEqualTo(26);
            assertThat(Math.abs(((color >> 8) & 0xFF) - (pixels[3 * i + 1] & 0xFF)))
                    .isLessThanOrEqualTo(22);
            assertThat(Math.abs((color & 0xFF) - (pixels[3 * i + 2] & 0xFF))).isLessThanOrEqualTo(26);
        }
    }

    @Test
    void aWrapperRecordsOneEnvironment() {
        Space space = Space.Box.of(1, -1, 1, Space.ElementType.FLOAT32);
        FrameRecorder recorder = new FrameRecorder(10);
        Value none = new Value.Reals(new double[2]);
        try (RecordFrames recorded =
                new RecordFrames(new Recorded(2, space, space, Collections.nCopies(4, none)), 1, recorder)) {
            recorded.reset(null, null, Map.of());
            recorded.reset(null, new boolean[] {true, false}, Map.of());
            recorded.step(none);
            assertThat(recorder.frames()).isEqualTo(2);
        }
    }

    @Test
    void whatCannotBeWrittenSaysWhere() {
        FrameRecorder recorder = new FrameRecorder(10);
        Path file = folder.resolve("none.gif");
        assertThatThrownBy(() -> recorder.write(file))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(file.toString());
        recorder.offer(() -> shade(1));
        Path folderInstead = folder.resolve("film.gif/inside.gif");
        assertThatThrownBy(() -> {
                    Files.writeString(folder.resolve("film.gif"), "");
                    recorder.write(folderInstead);
                })
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("Cannot write " + folderInstead);
        assertThatThrownBy(() -> new FrameRecorder(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
