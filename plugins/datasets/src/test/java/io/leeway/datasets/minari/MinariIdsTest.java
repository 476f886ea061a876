package io.leeway.datasets.minari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.testkit.data.RandomEpisodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinariIdsTest {
    @TempDir
    private Path folder;

    @Test
    void theVariableNamesTheRoot() {
        assertThat(MinariIds.of(Map.of("MINARI_DATASETS_PATH", "/data"), folder).root())
                .isEqualTo(Path.of("/data"));
        assertThat(MinariIds.of(Map.of(), folder).root()).isEqualTo(folder.resolve(".minari/datasets"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"umaze-v0", "D4RL/pointmaze/umaze-dense-v2", "ab/x-v12", "-_/é-v0"})
    void idsAreFoldersBelowTheRoot(String id) {
        assertThat(ids().resolve(id)).isEqualTo(root().resolve(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "umaze",
                "umaze-v",
                "a/x-v0",
                "../x-v0",
                "ab/../x-v0",
                "/etc/x-v0",
                "ab//x-v0",
                "ab\\x-v0",
                "ab/x-v0/",
                "ab/./x-v0",
                "ab/x-v0\n",
                "ab/x y-v0",
                "C:x-v0",
                "ab/.x-v0",
                "~/x-v0",
                "ab/x-v0\0",
                "%2e%2e/x-v0"
            })
    void otherNamesAreRefused(String id) {
        assertThatThrownBy(() -> source(null, id).load())
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("is not the id of a Minari dataset");
    }

    @Test
    void linksOutOfTheRootAreRefused() throws IOException {
        Files.createDirectories(root().resolve("some"));
        Path outside = new RawDataset(folder.resolve("outside")).write();
        Files.createSymbolicLink(root().resolve("some/link-v0"), outside);
        assertThatThrownBy(() -> source(null, "some/link-v0").load())
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("out of " + root());
        assertThat(source(outside, null).load().steps()).isEqualTo(20);
        assertThat(source(outside.resolve("data"), null).load().steps()).isEqualTo(20);
    }

    @Test
    void eitherPathOrIdIsSet() {
        assertThatThrownBy(() -> source(folder, "x-v0")).hasMessageContaining("both are");
        assertThatThrownBy(() -> source(null, null)).hasMessageContaining("neither is");
    }

    @Test
    void aWrittenDatasetIsCalledAsMinariFindsIt() {
        assertThat(written(root().resolve("maze/umaze-v1"), null, "other/name-v0"))
                .isEqualTo("maze/umaze-v1");
        assertThat(written(folder.resolve("umaze-v1"), null, "other/name-v0")).isEqualTo("other/name-v0");
        assertThat(written(folder.resolve("umaze-v2"), null, "no id")).isEqualTo("umaze-v2");
        assertThat(written(folder.resolve("my data.1"), null, "")).isEqualTo("leeway/my_data_1-v0");
        assertThat(written(folder.resolve("umaze-v3"), "chosen/id-v7", "other/name-v0"))
                .isEqualTo("chosen/id-v7");
        assertThatThrownBy(() -> written(root().resolve("maze/umaze-v4"), "chosen/id-v7", ""))
                .hasMessageContaining("Minari looks for that in " + root().resolve("chosen/id-v7"));
        assertThatThrownBy(() -> new MinariConfig(1, true, "../x-v0")).hasMessageContaining("dataset-id is '../x-v0'");
    }

    private @Nullable String written(Path path, @Nullable String wanted, String attribute) {
        RandomEpisodes random = new RandomEpisodes(1, Set.of());
        DatasetDescription description = random.description().with(Map.of("dataset_id", attribute));
        MinariConfig config = new MinariConfig(1, true, wanted);
        try (EpisodeWriter writer = new MinariWriter(path, description, config, ids())) {
            random.take(1).forEach(writer::write);
            writer.commit();
        }
        try (EpisodeReader reader = new MinariFormat(config).open(path)) {
            return reader.description().attributes().get("dataset_id");
        }
    }

    private Path root() {
        return folder.resolve("root");
    }

    private MinariIds ids() {
        return new MinariIds(root());
    }

    private MinariSource source(@Nullable Path path, @Nullable String id) {
        return new MinariSource(new MinariSourceConfig(path, id, List.of(), false), ids());
    }
}
