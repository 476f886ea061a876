package io.leeway.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChartPictureTest {
    private static final int BLUE = 0x0072B2;

    @TempDir
    Path folder;

    private BufferedImage drawn(Point... points) throws IOException {
        Path file = folder.resolve("chart.png");
        Series series = new Series("model", List.of(new Line("seed 0", List.of(points))));
        ChartPicture.write(
                new LineChart("Errors", "", Axis.linear("Step"), Axis.linear("Error"), List.of(series)), file);
        return ImageIO.read(file.toFile());
    }

    /** Returns the middle height of the blue in a column of pixels; NaN where there is none. */
    private static double height(BufferedImage image, int x) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < 700; y++) {
            if ((image.getRGB(x, y) & 0xFFFFFF) == BLUE) {
                sum += y;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    @Test
    void aLineRunsThroughItsPointsBetweenTheAxes() throws IOException {
        BufferedImage image = drawn(new Point(0, 0), new Point(10, 10));
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(800);
        // the frame is from 140 to 1232 across, and from 128 to 696 down
        assertThat(height(image, 140 + 1092 / 4)).isCloseTo(696 - 568 / 4.0, within(4.0));
        assertThat(height(image, 140 + 1092 / 2)).isCloseTo(696 - 568 / 2.0, within(4.0));
    }

    @Test
    void theHorizontalAxisEndsWithTheData() throws IOException {
        BufferedImage image = drawn(new Point(1, 1), new Point(32, 2));
        assertThat(height(image, 140 + 6)).isNotNaN();
        assertThat(height(image, 1232 - 6)).isNotNaN();
    }

    @Test
    void aGapIsLeftWhereThereIsNoValue() throws IOException {
        BufferedImage image =
                drawn(new Point(0, 1), new Point(4, 2), new Point(5, Double.NaN), new Point(6, 2), new Point(10, 1));
        assertThat(height(image, 140 + 1092 / 2)).isNaN();
        assertThat(height(image, 140 + 1092 / 5)).isNotNaN();
    }

    @Test
    void whatHasOneValueOrNoneIsDrawnToo() throws IOException {
        assertThat(drawn(new Point(1, 1)).getWidth()).isEqualTo(1280);
        assertThat(drawn().getWidth()).isEqualTo(1280);
    }
}
