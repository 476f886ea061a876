package io.leeway.spi.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores are those of {@code d4rl/infos.py}, limits those of D4RL's registrations. */
final class D4rlTaskTest {
    @ParameterizedTest
    @CsvSource({
        "halfcheetah-medium-v2, -280.178953, 12135.0, 1000",
        "halfcheetah_medium.hdf5, -280.178953, 12135.0, 1000",
        "halfcheetah_medium_expert-v2.hdf5, -280.178953, 12135.0, 1000",
        "HalfCheetah-v5, -280.178953, 12135.0, 1000",
        "hopper_mixed.hdf5, -20.272305, 3234.3, 1000",
        "walker_mixed.hdf5, 1.629008, 4592.3, 1000",
        "walker2d-full-replay-v2, 1.629008, 4592.3, 1000",
        "ant_medium_replay-v1.hdf5, -325.6, 3879.7, 1000",
        "maze2d-open-v0, 0.01, 20.66, 150",
        "maze2d-umaze-sparse-v1.hdf5, 23.85, 161.86, 300",
        "maze2d-medium-dense-v1, 44.264742, 297.4552547777125, 600",
        "maze2d-large-v1, 6.7, 273.99, 800",
        "antmaze-umaze-diverse-v2, 0, 1, 700",
        "antmaze-large-play-v0, 0, 1, 1000",
        "Ant_maze_u-maze_noisy_multistart_False_multigoal_False_sparse_fixed.hdf5, 0, 1, 700",
        "Ant_maze_big-maze_noisy_multistart_True_multigoal_False_sparse.hdf5, 0, 1, 1000",
        "kitchen-partial-v0, 0, 4, 280",
        "mini_kitchen_microwave_kettle_light_slider-v0.hdf5, 0, 4, 280",
        "pen-human-v1, 96.262799, 3076.8331017826877, 100",
        "hammer-cloned-v0, -274.856578, 12794.134825156867, 200",
        "door-v0_demos_clipped.hdf5, -56.512833, 2880.5693087298737, 200",
        "relocate-demos-v0-bc-combined.hdf5, -6.425911, 4233.877797728884, 200"
    })
    void namesOfD4rlAreKnown(String name, double random, double expert, int steps) {
        D4rlTask task = D4rlTask.of(name).orElseThrow();
        assertThat(task.scores()).isEqualTo(new ReferenceScores(random, expert));
        assertThat(task.episodeSteps()).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ant_maze_u-maze-v2.hdf5",
                "hopper-hop-v1.hdf5",
                "ant-dir-v0",
                "halfcheetah-vel-v1",
                "hopper",
                "my-hopper-medium-v2",
                "hopper-medium-v2-part",
                "humanoid-v5",
                "pen-v0",
                "bullet-hopper-medium-v0",
                ""
            })
    void othersAreNot(String name) {
        assertThat(D4rlTask.of(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ant-random-expert-v0, 1000",
        "maze2d-umaze-v0, 150",
        "maze2d-eval-large-v1, 800",
        "antmaze-eval-umaze-v0, 700",
        "door-human-longhorizon-v0, 300"
    })
    void someHaveATimeLimitAndNoScores(String name, int steps) {
        D4rlTask task = D4rlTask.of(name).orElseThrow();
        assertThat(task.scores()).isNull();
        assertThat(task.episodeSteps()).isEqualTo(steps);
    }

    @Test
    void whatScoresDoNotFitIsSaid() {
        assertThat(D4rlTask.of("Hopper-v5").orElseThrow().remark()).isEqualTo("D4RL's references of v2, applied to v5");
        assertThat(D4rlTask.of("hopper-medium-v2").orElseThrow().remark()).isEqualTo("D4RL's references");
        assertThat(D4rlTask.of("antmaze-umaze-v2").orElseThrow().countsGoals()).isTrue();
    }
}
