package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several that write one file at the same time. */
final class D4rlConcurrentWritersTest {
    private static final D4rlFormat FORMAT = new D4rlFormat(new D4rlFormatConfig(1, TimeoutsMeaning.AUTO, 0));
    private static final int WRITERS = 3;
    private static final int EPISODES = 30;

    @TempDir
    Path folder;

    @Test
    void theFileIsOnesWholeAndTheOthersAreRefused() throws Exception {
        for (int round = 0; round < 6; round++) {
            Path file = folder.resolve("data-" + round + ".hdf5");
            CyclicBarrier together = new CyclicBarrier(WRITERS);
            List<CompletableFuture<Boolean>> writers = Stream.iterate(1f, value -> value + 1)
                    .limit(WRITERS)
                    .map(value -> CompletableFuture.supplyAsync(
                            () -> writes(file, value, together), task -> new Thread(task).start()))
                    .toList();
            List<Float> finished = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                if (writers.get(i).get(1, TimeUnit.MINUTES)) {
                    finished.add(i + 1f);
                }
            }
            assertThat(finished).isNotEmpty();
            assertThat(finished).contains(value(file));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(6);
        }
    }

    /** Returns what all rewards of a file are, which is whole. */
    private static float value(Path file) {
        List<Float> values = new ArrayList<>();
        int episodes = 0;
        try (EpisodeReader reader = FORMAT.open(file)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                Column rewards = episode.column(Episode.REWARDS);
                for (int row = 0; row < rewards.rows(); row++) {
                    values.add((float) rewards.real(row));
                }
                episodes++;
            }
        }
        assertThat(episodes).isEqualTo(EPISODES);
        assertThat(values.stream().distinct()).hasSize(1);
        return values.get(0);
    }

    private static boolean writes(Path file, float value, CyclicBarrier together) {
        int steps = 200;
        float[] rewards = new float[steps];
        Arrays.fill(rewards, value);
        boolean[] end = new boolean[steps];
        end[steps - 1] = true;
        Map<String, Column> columns = Map.of(
                Episode.OBSERVATIONS, Column.of(new float[3 * (steps + 1)], 3),
                Episode.ACTIONS, Column.of(new float[steps], 1),
                Episode.REWARDS, Column.of(rewards),
                Episode.TERMINATIONS, Column.of(new boolean[steps]),
                Episode.TRUNCATIONS, Column.of(end));
        try (EpisodeWriter writer = FORMAT.create(file, new DatasetDescription(null, null, Map.of()))) {
            together.await(1, TimeUnit.MINUTES);
            for (int i = 0; i < EPISODES; i++) {
                writer.write(new Episode(columns, null));
            }
            writer.commit();
            return true;
        } catch (LeewayException refused) {
            return false;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
