package io.leeway.maze2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What mazes have beyond steps: reset options, infos, snapshots and pictures. */
class MazeExtrasTest {
    private static VectorEnvironment make(MazeLayout layout, VectorOptions options) {
        return Mazes.of(layout, MazeReward.SPARSE).make(options);
    }

    private static VectorOptions disabled(int count) {
        return VectorOptions.of(count, AutoresetMode.DISABLED);
    }

    private static Value.Reals still(int count) {
        return new Value.Reals(new double[2 * count]);
    }

    private static long[] column(Map<String, Info> infos, String name) {
        Info.Numbers numbers = (Info.Numbers) Objects.requireNonNull(infos.get(name));
        return ((Value.Integers) numbers.values()).values();
    }

    @Test
    void anEpisodeBeginsWhereTheOptionsSay() {
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, disabled(2))) {
            assertThat(mazes.reset(null, null, Map.of("start", List.of(3, 1.25, -0.5, 2)))
                            .observations()
                            .reals())
                    .containsExactly(3, 1.25, -0.5, 2, 3, 1.25, -0.5, 2);
            double[] one = mazes.reset(null, new boolean[] {false, true}, Map.of("start", new double[] {1, 1}))
                    .observations()
                    .reals();
            assertThat(one).containsExactly(3, 1.25, -0.5, 2, 1, 1, 0, 0);
            double[] near = mazes.reset(new Long[] {1L, 2L}, null, Map.of("reset_cell", List.of(3L, 2)))
                    .observations()
                    .reals();
            assertThat(near[0]).isCloseTo(3, within(0.1)).isNotEqualTo(near[4]);
            assertThat(near[5]).isCloseTo(2, within(0.1)).isNotEqualTo(2);
        }
    }

    @Test
    void wrongOptionsAreRefusedByName() {
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, disabled(1))) {
            assertRefused(
                    mazes,
                    Map.of("goal", List.of(1, 1)),
                    "maze2d has no reset option goal. There are: goal_cell, reset_cell, start.");
            assertRefused(
                    mazes,
                    Map.of("reset_cell", List.of(2, 2)),
                    "The reset option reset_cell is (2.0, 2.0), which is not in a free cell of the maze umaze. Free"
                            + " are: [1, 1], [1, 2], [1, 3], [2, 3], [3, 1], [3, 2], [3, 3].");
            assertRefused(
                    mazes,
                    Map.of("goal_cell", List.of(0, 2)),
                    "The reset option goal_cell is (0.0, 2.0), which is not in a free cell of the maze umaze. Free are:"
                            + " [1, 1], [1, 2], [1, 3], [2, 3], [3, 1], [3, 2], [3, 3].");
            assertRefused(
                    mazes,
                    Map.of("start", List.of(1, 1, 0)),
                    "The reset option start must be [x, y] or [x, y, x velocity, y velocity], but was [1, 1, 0]");
            assertRefused(
                    mazes,
                    Map.of("start", new double[] {1, Double.NaN}),
                    "The reset option start must be [x, y] or [x, y, x velocity, y velocity], but was [1.0, NaN]");
            assertRefused(
                    mazes,
                    Map.of("reset_cell", List.of(1.5, 1)),
                    "The reset option reset_cell must be [x, y] in whole numbers, but was [1.5, 1]");
            assertRefused(
                    mazes,
                    Map.of("reset_cell", "1,1"),
                    "The reset option reset_cell must be [x, y] in whole numbers, but was 1,1");
            assertRefused(
                    mazes,
                    Map.of("reset_cell", List.of(1, 1), "start", List.of(1, 1)),
                    "The reset options start and reset_cell exclude each other: give one of them");
        }
    }

    @Test
    void theGoalIsWhereTheOptionsSayForOneEpisode() {
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, VectorOptions.of(2, AutoresetMode.SAME_STEP));
                VectorEnvironment others = make(MazeLayout.UMAZE, VectorOptions.of(2, AutoresetMode.SAME_STEP))) {
            mazes.reset(null, null, Map.of("start", List.of(1, 1)));
            Map<String, Info> infos = mazes.reset(
                            null,
                            new boolean[] {false, true},
                            Map.of("start", List.of(3, 1), "goal_cell", List.of(3L, 1)))
                    .infos();
            assertThat(column(infos, "success")).containsExactly(1, 1);
            mazes.step(still(2));
            others.snapshots()
                    .orElseThrow()
                    .load(mazes.snapshots().orElseThrow().save());
            for (VectorEnvironment each : new VectorEnvironment[] {mazes, others}) {
                VectorEnvironment.Step step = each.step(still(2));
                for (int i = 2; i < 300; i++) {
                    assertThat(step.rewards()).as("step %d", i).containsExactly(1, 1);
                    assertThat(column(step.infos(), "success")).containsExactly(1, 1);
                    step = each.step(still(2));
                }
                assertThat(step.truncated()).containsExactly(true, true);
                assertThat(step.rewards()).containsExactly(1, 1);
                assertThat(column(step.finalInfos(), "success")).containsExactly(1, 1);
                each.reset(null, null, Map.of("start", List.of(3, 1)));
                assertThat(each.step(still(2)).rewards())
                        .as("the layout's goal again")
                        .containsExactly(0, 0);
            }
            mazes.reset(null, null, Map.of("start", List.of(1, 1), "goal_cell", List.of(1, 3)));
            for (int i = 0; i < 300; i++) {
                mazes.step(still(2));
            }
            VectorEnvironment.Step after = mazes.step(still(2));
            long[] reached = column(after.infos(), "success");
            double[] seen = after.observations().reals();
            for (int i = 0; i < 2; i++) {
                assertThat(reached[i] == 1)
                        .as("after an autoreset")
                        .isEqualTo(Math.hypot(seen[4 * i] - 1, seen[4 * i + 1] - 1) <= 0.5);
            }
        }
    }

    @Test
    void denseRewardsFollowTheGoal() {
        Maze2dEnvironments dense = Mazes.of(MazeLayout.UMAZE, MazeReward.DENSE);
        try (VectorEnvironment mazes = dense.make(disabled(1))) {
            mazes.reset(null, null, Map.of("start", List.of(3, 1), "goal_cell", List.of(3, 3)));
            assertThat(mazes.step(still(1)).rewards()[0]).isCloseTo(Math.exp(-2), within(1e-12));
        }
    }

    private static void assertRefused(VectorEnvironment mazes, Map<String, Object> options, String message) {
        assertThatThrownBy(() -> mazes.reset(null, null, options))
                .isInstanceOf(LeewayException.class)
                .hasMessage(message);
    }

    @Test
    void infosTellOfTheGoalAndOfWalls() {
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, disabled(2))) {
            mazes.reset(null, null, Map.of("start", List.of(1, 1)));
            // The wall ends at 0.3 and the ball has the radius 0.1.
            Map<String, Info> reset = mazes.reset(null, new boolean[] {true, false}, Map.of("start", List.of(3, 0.39)))
                    .infos();
            assertThat(column(reset, "success")).containsExactly(0, 1);
            assertThat(column(reset, "contacts")).containsExactly(1, 0);
            assertThat(Objects.requireNonNull(reset.get("success")).present()).containsExactly(true, true);
            VectorEnvironment.Step step = mazes.step(still(2));
            assertThat(column(step.infos(), "success")).containsExactly(0, 1);
            assertThat(step.rewards()).containsExactly(0, 1);
            assertThat(step.finalInfos()).isEmpty();
        }
        try (VectorEnvironment asked = make(MazeLayout.UMAZE, disabled(1).withInfos(Set.of("success", "speed")))) {
            assertThat(asked.reset(null, null, Map.of()).infos()).containsOnlyKeys("success");
        }
        try (VectorEnvironment silent = make(MazeLayout.UMAZE, disabled(1).withInfos(Set.of()))) {
            assertThat(silent.reset(null, null, Map.of()).infos()).isEmpty();
            assertThat(silent.step(still(1)).infos()).isEmpty();
        }
    }

    @Test
    void theInfosBeforeAnAutoresetAreThoseOfTheEpisodesThatEnded() {
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, VectorOptions.of(2, AutoresetMode.SAME_STEP))) {
            mazes.reset(null, null, Map.of("start", List.of(1, 1)));
            for (int i = 0; i < 100; i++) {
                mazes.step(still(2));
            }
            mazes.reset(null, new boolean[] {false, true}, Map.of("start", List.of(1, 1)));
            VectorEnvironment.Step last = mazes.step(still(2));
            for (int i = 101; i < 300; i++) {
                assertThat(last.finalInfos()).isEmpty();
                last = mazes.step(still(2));
            }
            assertThat(last.truncated()).containsExactly(true, false);
            assertThat(Objects.requireNonNull(last.finalInfos().get("success")).present())
                    .containsExactly(true, false);
            assertThat(column(last.finalInfos(), "success")).containsExactly(1, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotGoesOnBitForBitAlsoElsewhere(AutoresetMode mode) {
        int count = 3;
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, VectorOptions.of(count, mode));
                VectorEnvironment others = make(MazeLayout.UMAZE, VectorOptions.of(count, mode))) {
            mazes.reset(new Long[] {1L, 2L, 3L}, null, Map.of());
            RandomSource random = RandomSource.of(4);
            for (int i = 0; i < 290; i++) {
                mazes.step(actions(random, count));
            }
            byte[] saved = mazes.snapshots().orElseThrow().save();
            assertThat(saved.length).isLessThan(1000);
            others.snapshots().orElseThrow().load(saved);
            RandomSource same = RandomSource.of(5);
            RandomSource again = RandomSource.of(5);
            for (int i = 0; i < 40; i++) {
                VectorEnvironment.Step expected = mazes.step(actions(same, count));
                VectorEnvironment.Step actual = others.step(actions(again, count));
                assertThat(actual.observations().reals())
                        .isEqualTo(expected.observations().reals());
                assertThat(actual.rewards()).isEqualTo(expected.rewards());
                assertThat(actual.truncated()).isEqualTo(expected.truncated());
                if (mode == AutoresetMode.DISABLED && expected.truncated()[0]) {
                    mazes.reset(null, null, Map.of());
                    others.reset(null, null, Map.of());
                }
            }
        }
    }

    private static Value actions(RandomSource random, int count) {
        double[] values = new double[2 * count];
        Arrays.setAll(values, i -> random.nextDouble(-1, 1));
        return new Value.Reals(values);
    }

    @Test
    void whatIsNoSnapshotOfTheseIsRefusedAndChangesNothing() {
        try (VectorEnvironment two = make(MazeLayout.UMAZE, disabled(2));
                VectorEnvironment three = make(MazeLayout.UMAZE, disabled(3));
                VectorEnvironment large = make(MazeLayout.LARGE, disabled(2))) {
            two.reset(new Long[] {1L, 2L}, null, Map.of());
            Snapshots snapshots = two.snapshots().orElseThrow();
            byte[] before = snapshots.save();
            three.reset(null, null, Map.of());
            large.reset(null, null, Map.of());
            assertThatThrownBy(
                            () -> snapshots.load(three.snapshots().orElseThrow().save()))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("The saved state is of 3 × maze2d-umaze-v1")
                    .hasMessageContaining("but these are 2 ×");
            assertThatThrownBy(
                            () -> snapshots.load(large.snapshots().orElseThrow().save()))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("maze2d-large-v1");
            RandomSource random = RandomSource.of(6);
            for (int i = 0; i < 2000; i++) {
                byte[] spoilt = Arrays.copyOf(before, random.nextInt(before.length));
                if (i % 2 == 0) {
                    spoilt = before.clone();
                    int at = random.nextInt(60);
                    spoilt[at] ^= (byte) (1 << random.nextInt(8));
                }
                byte[] bad = spoilt;
                assertThatThrownBy(() -> snapshots.load(bad)).isInstanceOf(LeewayException.class);
            }
            assertThat(snapshots.save()).isEqualTo(before);
        }
    }

    @Test
    void picturesShowWallsGoalAndBall() {
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, disabled(2).withPictures())) {
            mazes.reset(null, null, Map.of("start", List.of(3, 1)));
            Picture picture = mazes.render(1);
            assertThat(picture.width()).isEqualTo(400);
            assertThat(picture.height()).isEqualTo(400);
            // A cell is 80 pixels; position p is at 80 (p + 0.7) from the left or the bottom.
            assertThat(color(picture, 3, 1)).as("the ball").isEqualTo(0x1F5FBF);
            assertThat(color(picture, 1, 1)).as("the goal").isEqualTo(0xBFE3C3);
            assertThat(color(picture, 2, 1)).as("a wall").isEqualTo(0x3F4A57);
            assertThat(color(picture, 1, 3)).as("the floor").isEqualTo(0xF7F5F0);
            assertThatThrownBy(() -> mazes.render(2)).isInstanceOf(IndexOutOfBoundsException.class);
            mazes.reset(null, null, Map.of("start", List.of(1, 1.2)));
            assertThat(color(mazes.render(0), 1, 0.9)).as("the goal, reached").isEqualTo(0x5DBB6A);
            mazes.reset(null, null, Map.of("start", List.of(3, 1), "goal_cell", List.of(1, 3)));
            assertThat(color(mazes.render(0), 1, 3)).as("another goal").isEqualTo(0xBFE3C3);
            assertThat(color(mazes.render(0), 1, 1)).as("where it usually is").isEqualTo(0xF7F5F0);
        }
    }

    private static int color(Picture picture, double x, double y) {
        int column = (int) (80 * (x + 0.7));
        int row = 399 - (int) (80 * (y + 0.7));
        int at = 3 * (row * picture.width() + column);
        byte[] pixels = picture.pixels();
        return (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | (pixels[at + 2] & 0xFF);
    }

    @Test
    void picturesMustHaveBeenAskedFor() {
        assertThat(Mazes.of(MazeLayout.LARGE, MazeReward.DENSE).canRender()).isTrue();
        try (VectorEnvironment mazes = make(MazeLayout.UMAZE, disabled(1))) {
            mazes.reset(null, null, Map.of());
            assertThatThrownBy(() -> mazes.render(0))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("not made with pictures");
        }
    }
}
