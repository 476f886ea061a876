package io.leeway.experiment.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivityFolderTest {
    @TempDir
    Path folder;

    private ActivityFolder open() {
        return ActivityFolder.open(folder, Clock.systemUTC()).orElseThrow();
    }

    @Test
    void oneAtATimeWorksInItAndItsRequestToStopEndsWithIt() {
        try (ActivityFolder open = open()) {
            assertThat(ActivityFolder.isActive(folder)).isTrue();
            assertThat(ActivityFolder.isLeftOpen(folder)).isTrue();
            assertThat(ActivityFolder.open(folder, Clock.systemUTC())).isEmpty();
            ActivityFolder.askToStop(folder);
            ActivityFolder.askToStop(folder);
            assertThat(open.stopIsAskedFor()).isTrue();
        }
        assertThat(ActivityFolder.isActive(folder)).isFalse();
        assertThat(ActivityFolder.isLeftOpen(folder)).isFalse();
        assertThat(folder.resolve(ActivityFolder.CANCEL)).doesNotExist();
    }

    @Test
    void aRequestToStopFollowsNoLink() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Files.createSymbolicLink(folder.resolve(ActivityFolder.CANCEL), precious);
        ActivityFolder.askToStop(folder);
        assertThat(precious).hasContent("kept");
    }

    @Test
    void eventsAreReadOnFromWhereTheyWereReadAndAnewWhereTheyBeganAnew() throws IOException {
        EventLog log = new EventLog(folder);
        assertThat(log.read().latest()).isEmpty();
        try (ActivityFolder open = open()) {
            open.add("started", "a", Map.of("title", "the first"));
            assertThat(log.read().last().get("a")).containsEntry("event", "started");
            open.add("finished", "a", Map.of());
            Files.writeString(folder.resolve(ActivityFolder.EVENTS), "{\"event\": \"sta", StandardOpenOption.APPEND);
            assertThat(log.read().last().get("a")).containsEntry("event", "finished");
            assertThat(log.title("a")).isEqualTo("the first");
            assertThat(log.latest()).hasSize(2);
            assertThat(log.damaged()).isZero();
        }
        Files.writeString(folder.resolve(ActivityFolder.EVENTS), "no json\n{\"event\":\"failed\",\"id\":\"b\"}\n");
        assertThat(log.read().last()).containsOnlyKeys("b");
        assertThat(log.damaged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env serve",
                "run FILE",
                "sweep relative.yaml",
                "sweep FILE --plugins /evil",
                "sweep FILE --jobs",
                "sweep FILE --runs /elsewhere",
                "sweep FILE --engine spark",
                "sweep"
            })
    void noOtherCommandIsReadThanThatOfASweep(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), "");
        new RecordedCommand(List.of(line.replace("FILE", file.toString()).split(" ")), folder).write(folder);
        assertThatThrownBy(() -> RecordedCommand.read(folder))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("command.json is damaged, or somebody changed it: ");
    }

    @Test
    void theCommandOfASweepIsReadAsItWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), "");
        RecordedCommand command = new RecordedCommand(
                List.of("sweep", file.toString(), "--jobs", "2", "--set", "a=--plugins", "--yes"), folder);
        command.write(folder);
        assertThat(RecordedCommand.read(folder)).isEqualTo(command);
        Files.delete(file);
        assertThatThrownBy(() -> RecordedCommand.read(folder)).hasMessageContaining("is not there any more");
    }
}
