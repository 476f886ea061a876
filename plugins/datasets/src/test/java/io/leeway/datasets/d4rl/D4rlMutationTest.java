package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasets.FileMutations;
import io.leeway.datasets.hdf5.input.LaidOutFiles;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.EpisodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged files: each is read or refused with its name, and none crashes, hangs or exhausts the memory.
 */
class D4rlMutationTest {
    private static final int MUTANTS = Integer.getInteger("leeway.mutants", 5_000);
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused() throws IOException {
        List<byte[]> originals = new ArrayList<>();
        for (String name : LaidOutFiles.NAMES) {
            originals.add(Files.readAllBytes(LaidOutFiles.of(name)));
        }
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = FileMutations.mutate(originals.get(i % originals.size()), RandomSource.of(i));
            Path file = Files.write(folder.resolve("mutant.hdf5"), mutant);
            long began = System.nanoTime();
            refused += isRefused(file, i) ? 1 : 0;
            assertThat(System.nanoTime() - began)
                    .as("nanoseconds that mutant %d of %s took", i, LaidOutFiles.NAMES.get(i % originals.size()))
                    .isLessThan(SLOW_NANOS);
            assertThat(Files.readAllBytes(file)).as("mutant %d", i).isEqualTo(mutant);
        }
        assertThat(refused).as("refused of %d", MUTANTS).isBetween(MUTANTS / 10, MUTANTS - MUTANTS / 10);
    }

    private static boolean isRefused(Path file, int seed) {
        boolean refused = false;
        D4rlHdf5Source source = new D4rlHdf5Source(new D4rlHdf5Config(file, TimeoutsMeaning.AUTO, false, 0));
        try (EpisodeReader reader = source.part(0)) {
            while (reader.next() != null) {
                reader.description();
            }
        } catch (LeewayException e) {
            refused = true;
            check(e, file, seed);
        }
        try {
            source.load();
        } catch (LeewayException e) {
            refused = true;
            check(e, file, seed);
        }
        return refused;
    }

    private static void check(LeewayException refusal, Path file, int seed) {
        assertThat(refusal)
                .as("mutant %d", seed)
                .hasMessageContaining(file.getFileName().toString());
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(cause).as("mutant %d", seed).isNotInstanceOf(OutOfMemoryError.class);
        }
    }
}
