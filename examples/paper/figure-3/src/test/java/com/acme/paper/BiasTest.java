package com.acme.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture in a smaller size. */
final class BiasTest {
    @Test
    void onlyTheProximalFormReachesTheTruthWithAnyNumberOfSteps(@TempDir Path folder) throws Exception {
        Map<String, double[]> means = Bias.means(300);
        for (double mean : of(means, "policy, proximal")) {
            assertThat(mean).isCloseTo(Bias.TRUTH, within(0.06));
        }
        double[] posterior = of(means, "policy, posterior");
        assertThat(of(means, "value-gradient")).containsExactly(posterior, within(1e-3));
        assertThat(of(means, "advantage-weighted")).containsExactly(posterior, within(1e-3));
        assertThat(posterior[posterior.length - 1]).isCloseTo(0.625, within(0.05));
        double[] published = of(means, "policy, published, λ 0.05");
        assertThat(published[0]).isLessThan(0.25);
        assertThat(published[published.length - 1]).isGreaterThan(0.75);
        Path picture = folder.resolve("bias.png");
        BiasPicture.write(means, picture);
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(760);
    }

    private static double[] of(Map<String, double[]> means, String scheme) {
        return Objects.requireNonNull(means.get(scheme), scheme);
    }
}
