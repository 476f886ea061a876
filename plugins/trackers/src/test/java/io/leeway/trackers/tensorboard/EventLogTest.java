package io.leeway.trackers.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event files, byte by byte and after kills. */
class EventLogTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private void tell(long steps) {
        try (Tracker tracker = new TensorboardTracker(new TensorboardConfig(folder))) {
            tracker.begin(
                    new Tracker.Run("1a", "maze", folder, Map.of(), List.of(0L), Clock.fixed(TIME, ZoneOffset.UTC)));
            for (long step = 0; step < steps; step++) {
                tracker.record("seed-0/real", step, Map.of("loss", step * 0.5));
            }
        }
    }

    private List<Path> files() throws IOException {
        return EventFiles.in(folder.resolve("maze"));
    }

    private List<String> events() throws IOException {
        List<String> events = new ArrayList<>();
        for (Path file : files()) {
            for (byte[] frame : EventFiles.frames(file)) {
                Events.Tags tags = Events.tags(frame);
                tags.tags().forEach(tag -> events.add(tag + "@" + tags.step()));
            }
        }
        return events;
    }

    @Test
    void theFirstFrameIsThatOfEveryWriterOfEventFiles() throws IOException {
        tell(1);

        assertThat(files())
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly("maze/seed-0/real/events.out.tfevents.1767225600.leeway.0000");
        byte[] file = Files.readAllBytes(files().get(0));
        // Length 24, and the masked CRC-32C that TensorFlow writes for it.
        assertThat(HexFormat.of().formatHex(file, 0, 12)).isEqualTo("1800000000000000a37f4b22");
        assertThat(new String(file, 23, 13, StandardCharsets.US_ASCII)).isEqualTo("brain.Event:2");
    }

    @Test
    void aKillInTheMidstOfAWriteLosesNothingElse() throws IOException {
        tell(3);
        byte[] whole = Files.readAllBytes(files().get(0));
        for (int length = 1; length < whole.length; length++) {
            Files.write(files().get(0), Arrays.copyOf(whole, length));
            tell(5);
            assertThat(events())
                    .as("cut to %d", length)
                    .containsExactly("loss@0", "loss@1", "loss@2", "loss@3", "loss@4");
            for (Path file : files().subList(1, files().size())) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatIsBehindADamagedEventIsWrittenAgain() throws IOException {
        tell(3);
        Path first = files().get(0);
        byte[] damaged = Files.readAllBytes(first);
        damaged[damaged.length - 50] ^= 1;
        Files.write(first, damaged);
        tell(3);

        assertThat(files()).hasSize(2);
        assertThat(EventFiles.frames(files().get(1))).hasSizeGreaterThan(1);
        assertThat(first).hasBinaryContent(damaged);
    }

    @Test
    void aRunThatHasNothingNewToTellWritesNoFile() throws IOException {
        tell(3);
        tell(3);
        assertThat(files()).hasSize(1);
        tell(4);
        assertThat(files()).hasSize(2);
        assertThat(files().get(0)).isLessThan(files().get(1));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.writeString(folder.resolve("maze"), "in the way");

        assertThatThrownBy(() -> tell(1))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Cannot write an event file in " + folder.resolve("maze/seed-0/real")
                        + ": a file is in the way of the folder");
    }

    @Test
    void binsHoldEveryValueOnce() {
        Bins bins = Bins.of(new double[] {0, 1, 1, 2, 30});
        assertThat(bins.limits()).hasSize(30).endsWith(30);
        assertThat(bins.limits()[0]).isEqualTo(1);
        assertThat(bins.counts()).startsWith(1, 2, 1).endsWith(1);
        assertThat(Arrays.stream(bins.counts()).sum()).isEqualTo(5);
        assertThat(Bins.of(new double[] {7, 7}).counts()).containsExactly(2);
        assertThat(Arrays.stream(Bins.of(new double[] {-1e300, 1e-300, 1e300}).counts())
                        .sum())
                .isEqualTo(3);
    }
}
