package io.leeway.maze2d.maze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The physics against single steps of MuJoCo with its solve run to the end, of both eras: along walls, at corners, with
 * two and three contacts, and with the centre inside a wall.
 */
class MuJoCoStepsTest {
    @Test
    void everyStepEqualsMuJoCosToRounding() throws IOException {
        List<double[]> rows = rows();
        assertThat(rows).hasSize(240);
        for (double[] row : rows) {
            MazePhysics physics = new MazePhysics(MazeLayout.MEDIUM, row[0], row[1]);
            double[] next = new double[4];
            physics.advance(Arrays.copyOfRange(row, 3, 7), Arrays.copyOfRange(row, 7, 9), next, 1);
            for (int i = 0; i < 4; i++) {
                assertThat(next[i])
                        .as("value %d of %s", i, Arrays.toString(row))
                        .isCloseTo(row[9 + i], within(1e-12));
            }
            assertThat(physics.contacts(row[3], row[4]))
                    .as("contacts of %s", Arrays.toString(row))
                    .isEqualTo((int) row[2]);
        }
    }

    private static List<double[]> rows() throws IOException {
        InputStream resource = Objects.requireNonNull(MuJoCoStepsTest.class.getResourceAsStream("mujoco-steps.csv"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("margin"))
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }
}
