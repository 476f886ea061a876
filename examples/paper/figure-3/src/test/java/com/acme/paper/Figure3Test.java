package com.acme.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figure in a smaller size. */
final class Figure3Test {
    @Test
    void sampledDensitiesFollowTheGuidedOnes(@TempDir Path folder) throws Exception {
        List<Figure3.Panel> panels = Figure3.panels(600, 4000, 1);
        double[] unguided = panels.get(0).truth();
        for (Figure3.Panel panel : panels) {
            assertThat(panel.totalVariation()).as("coefficient %s", panel.coefficient()).isLessThan(0.2);
        }
        Figure3.Panel last = panels.get(panels.size() - 1);
        assertThat(new Figure3.Panel(4, last.sampled(), unguided).totalVariation()).isGreaterThan(0.4);
        Path picture = folder.resolve("figure-3.png");
        DensityPicture.write(panels, picture);
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1200);
    }
}
