package io.leeway.datasettools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetFormatsTest {
    @TempDir
    Path folder;

    /** Offers the same format by several names. */
    private record Formats(List<String> names) implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return names.stream()
                    .<Component<?, ?>>map(name -> Component.of(
                            DatasetFormat.class,
                            name,
                            "A file an episode",
                            EpisodeFolder.Keys.class,
                            EpisodeFolder.class))
                    .toList();
        }
    }

    private static DatasetFormats formats(String... names) {
        Registry registry = Registry.of(new Formats(Arrays.asList(names)));
        return new DatasetFormats(registry, ComponentScope.of(registry).components());
    }

    @Test
    void findsTheOneThatRecognizesADataset() {
        Path path = folder.resolve("any");
        EpisodeFolder.of(path, Recorded.DESCRIPTION, Recorded.episodes(1, 1));
        assertThat(formats("episodes").input(path, null).formatName()).isEqualTo("episodes");
        assertThatThrownBy(() -> formats("episodes", "twin").input(path, null))
                .hasMessage(path + " is recognized by several formats: episodes, twin. Choose one with --format NAME.");
        assertThat(formats("episodes", "twin").input(path, "twin").formatName()).isEqualTo("twin");
    }

    @Test
    void saysWhatWasTried() throws IOException {
        Path path = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertThatThrownBy(() -> formats("episodes").input(path, null))
                .isInstanceOf(DatasetChoiceException.class)
                .hasMessageContaining("The file was tried as: episodes (A file an episode).");
        assertThatThrownBy(() -> formats().input(path, null)).hasMessageContaining("No plugin offers any format");
        assertThatThrownBy(() -> formats("episodes").input(path, "episode"))
                .hasMessageContaining("There is no dataset format 'episode'. Did you mean 'episodes'?");
        assertThatThrownBy(() -> formats("episodes").input(folder.resolve("note.txt"), null))
                .hasMessageContaining("Did you mean 'notes.txt'?");
    }

    @Test
    void choosesTheOutputByItsName() {
        assertThat(formats("episodes")
                        .output(Path.of("a.episodes"), null, List.of())
                        .formatName())
                .isEqualTo("episodes");
        assertThatThrownBy(() -> formats("episodes", "twin").output(Path.of("a.txt"), null, List.of()))
                .hasMessage("The name of a.txt does not say which format to write. There are: episodes, twin."
                        + " Choose one with --to NAME.");
    }
}
