package io.leeway.trackers.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import io.leeway.testkit.TrackedValue;
import io.leeway.testkit.TrackerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CsvTrackerTest extends TrackerContract {
    @Override
    protected Tracker tracker() {
        return new CsvTracker(new CsvConfig(null));
    }

    @Override
    protected List<TrackedValue> kept() {
        Path root = folder.resolve("csv");
        if (!Files.exists(root)) {
            return List.of();
        }
        List<TrackedValue> values = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String series = root.relativize(file).toString().replaceAll("\\.csv$", "");
                List<String> lines = Files.readAllLines(file);
                String[] header = lines.get(0).split(",");
                for (String line : lines.subList(1, lines.size())) {
                    String[] cells = line.split(",", -1);
                    for (int column = 1; column < header.length; column++) {
                        if (!cells[column].isEmpty()) {
                            values.add(new TrackedValue(
                                    series,
                                    Long.parseLong(cells[0]),
                                    header[column],
                                    Double.parseDouble(cells[column])));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    private Tracker begun() {
        Tracker tracker = tracker();
        tracker.begin(run());
        return tracker;
    }

    private Path file() {
        return folder.resolve("csv/seed-0/guided.csv");
    }

    private void write() {
        try (Tracker tracker = begun()) {
            tracker.record("seed-0/guided", 0, Map.of("return", 1.5));
            tracker.record("seed-0/guided", 100, Map.of("loss", 0.25, "q", Double.NaN));
            tracker.flush();
            tracker.record("seed-0/guided", 100, Map.of("return", Double.POSITIVE_INFINITY, "a,\"b\"", 2.0));
        }
    }

    @Test
    void aRowIsAMomentAndColumnsGrow() throws IOException {
        write();

        assertThat(Files.readString(file())).isEqualTo("""
                step,return,loss,q,"a,""b""\"
                0,1.5,,,
                100,,0.25,NaN,
                100,Infinity,,,2.0
                """);
    }

    @Test
    void goesOnBehindARowThatAKillCutOff() throws IOException {
        write();
        String whole = Files.readString(file());
        for (int length = whole.length(); length > 30; length--) {
            Files.writeString(file(), whole.substring(0, length));
            write();
            assertThat(Files.readString(file())).as("cut to %d", length).isEqualTo(whole);
        }
    }

    @Test
    void aFileOfSomethingElseIsLeftAsItIs() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "name,price\nflour,3\n");

        assertThatThrownBy(this::write)
                .isInstanceOf(LeewayException.class)
                .hasMessage("Cannot read " + file().toAbsolutePath() + ": it is no table that a tracker wrote, and was"
                        + " left as it is; move it away");
        assertThat(file()).hasContent("name,price\nflour,3");
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.writeString(folder.resolve("csv"), "in the way");

        assertThatThrownBy(this::write)
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(folder.resolve("csv").toString())
                .hasMessageContaining("a file is in the way of the folder");
    }

    @Test
    void aFolderOfTheUsersHasAFolderForEachRun() {
        try (Tracker tracker = new CsvTracker(new CsvConfig(folder.resolve("all")))) {
            tracker.begin(run());
            tracker.record("seed-0/../../escaped", 0, Map.of("loss", 1.0));
        }

        assertThat(folder.resolve("all/maze-1a2b3c4d/seed-0/_../_../escaped.csv"))
                .exists();
    }
}
