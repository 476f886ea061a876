package io.leeway.datasets.minari;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasets.FileMutations;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.testkit.data.RandomEpisodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged folders: each is read or refused with its name, and none crashes, hangs or exhausts the memory. */
class MinariMutationTest {
    private static final int MUTANTS = Integer.getInteger("leeway.mutants", 5_000) / 5;
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused() throws IOException {
        Path dataset = folder.resolve("damaged-v0");
        write(dataset);
        Path arrays = dataset.resolve("data/main_data.hdf5");
        Path metadata = dataset.resolve("data/metadata.json");
        byte[] originalArrays = Files.readAllBytes(arrays);
        byte[] originalMetadata = Files.readAllBytes(metadata);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            RandomSource random = RandomSource.of(i);
            boolean inMetadata = i % 4 == 0;
            Files.write(arrays, inMetadata ? originalArrays : FileMutations.mutate(originalArrays, random));
            Files.write(metadata, inMetadata ? FileMutations.mutate(originalMetadata, random) : originalMetadata);
            long began = System.nanoTime();
            refused += isRefused(dataset, i) ? 1 : 0;
            assertThat(System.nanoTime() - began)
                    .as("nanoseconds that mutant %d took", i)
                    .isLessThan(SLOW_NANOS);
        }
        assertThat(refused).as("refused of %d", MUTANTS).isGreaterThan(MUTANTS / 10);
    }

    private static void write(Path dataset) {
        RandomEpisodes episodes =
                new RandomEpisodes(1, EnumSet.of(RandomEpisodes.Kind.PARTS, RandomEpisodes.Kind.INFOS));
        DatasetDescription description = episodes.description();
        try (EpisodeWriter writer = new MinariFormat(new MinariConfig(1, true, null)).create(dataset, description)) {
            episodes.take(3).forEach(writer::write);
            writer.commit();
        }
    }

    private static boolean isRefused(Path dataset, int seed) {
        try (EpisodeReader reader = new MinariFormat(new MinariConfig(1, true, null)).open(dataset)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                assertThat(episode.steps()).isPositive();
            }
            return false;
        } catch (LeewayException refusal) {
            assertThat(refusal).as("mutant %d", seed).hasMessageContaining("damaged-v0");
            for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                assertThat(cause).as("mutant %d", seed).isNotInstanceOf(OutOfMemoryError.class);
            }
            return true;
        }
    }
}
