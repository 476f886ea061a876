package io.leeway.datasets.hdf5.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays that {@code make_plugin_files.py} wrote with hdf5plugin, in every filter of its that is read. */
class PluginFiltersTest {
    private static final int ROWS = 1003;

    static Stream<String> names() {
        Stream<String> blosc = Stream.of("blosclz", "lz4", "lz4hc", "zlib", "zstd")
                .flatMap(codec -> Stream.of("plain", "shuffle", "bits").map(name -> "blosc-" + codec + "-" + name));
        return Stream.concat(blosc, Stream.of("lz4", "zstd", "bitshuffle-none", "bitshuffle-lz4", "bitshuffle-zstd"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void numbersAreWhatTheyWere(String name) {
        try (Hdf5Input file = Hdf5Input.open(LaidOutFiles.of("plugin-filters"))) {
            Column values =
                    Objects.requireNonNull(file.root().array(name), name).read(0, ROWS);
            assertThat(values.shape()).containsExactly(3);
            for (int i = 0; i < values.size(); i++) {
                double expected = Math.rint(1000 * Math.sin(i / 3 + i % 3)) / 8;
                assertThat(values.real(i)).as("number %d", i).isEqualTo(expected);
            }
        }
    }

    @Test
    void otherFiltersAreNamed() {
        try (Hdf5Input file = Hdf5Input.open(LaidOutFiles.of("plugin-filters"))) {
            for (String name : List.of("blosc2", "bzip2")) {
                Hdf5Array array = Objects.requireNonNull(file.root().array("other-" + name));
                assertThatThrownBy(() -> array.read(0, 1))
                        .isInstanceOf(LeewayException.class)
                        .hasMessageContaining("plugin-filters.hdf5: /other-" + name)
                        .hasMessageContaining("is compressed with " + name + " (filter ")
                        .hasMessageContaining("h5repack -f SHUF -f GZIP=4 OLD NEW");
            }
        }
    }
}
