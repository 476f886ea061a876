package io.leeway.datasets.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasets.behaviour.RandomBehaviour;
import io.leeway.datasets.behaviour.RandomConfig;
import io.leeway.maze2d.Maze2dConfig;
import io.leeway.maze2d.Maze2dEnvironments;
import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.maze2d.waypoint.WaypointBehaviour;
import io.leeway.maze2d.waypoint.WaypointConfig;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.environment.LineEnvironments;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Datasets that were collected before, bit for bit: experiments that ran go on to mean the same. */
class CollectDigestTest {
    private static final Environments UMAZE =
            new Maze2dEnvironments(Maze2dConfig.d4rl(MazeLayout.UMAZE, MazeReward.SPARSE));

    private static String digest(Environments environments, OneBehaviour behaviour, int steps, int streams, long seed)
            throws NoSuchAlgorithmException {
        Dataset dataset = new CollectSource(
                        behaviour.config("any", new RandomConfig(), steps, streams),
                        environments,
                        behaviour,
                        RandomSource.of(seed),
                        Progress.NONE)
                .load();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (float[] column : new float[][] {dataset.observations(), dataset.actions(), dataset.rewards()}) {
            ByteBuffer bytes = ByteBuffer.allocate(column.length * Float.BYTES);
            bytes.asFloatBuffer().put(column);
            digest.update(bytes.array());
        }
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            digest.update((dataset.length(episode) + " " + dataset.terminated(episode) + " "
                            + dataset.truncated(episode) + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void theQuickstartsDatasetIsTheOneItWas() throws NoSuchAlgorithmException {
        OneBehaviour waypoint = new OneBehaviour(new WaypointBehaviour(WaypointConfig.d4rl()));
        assertThat(digest(UMAZE, waypoint, 100_000, 20, 0))
                .isEqualTo("2bc6f3478ecf7ecd3a94c5105e1f88103d22e059278a31c058c2ea59f825d271");
    }

    @Test
    void aDatasetOfManyEpisodesIsTheOneItWas() throws NoSuchAlgorithmException {
        OneBehaviour random = new OneBehaviour(new RandomBehaviour());
        assertThat(digest(new LineEnvironments(), random, 1001, 4, 6))
                .isEqualTo("4ba0ea72e8645483367847c3187c141b00ce04f88b53a4bd523112994769605c");
    }
}
