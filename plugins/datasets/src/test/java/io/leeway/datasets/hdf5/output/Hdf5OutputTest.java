package io.leeway.datasets.hdf5.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Group;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5OutputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void whatIsAppendedIsRead(int compression) {
        Path path = folder.resolve("out.hdf5");
        RandomSource random = RandomSource.of(compression);
        Column[] parts = new Column[90];
        try (Hdf5Output output = Hdf5Output.create(path, compression)) {
            for (int i = 0; i < parts.length; i++) {
                double[] values = new double[17 * random.nextInt(2000)];
                for (int at = 0; at < values.length; at++) {
                    values[at] = random.nextGaussian();
                }
                parts[i] = Column.of(values, 17);
                output.append("deep/below/values", parts[i]);
            }
            output.commit();
        }
        try (Hdf5Input file = Hdf5Input.open(path)) {
            Hdf5Group deep = Objects.requireNonNull(file.root().group("deep"));
            Hdf5Array array = Objects.requireNonNull(
                    Objects.requireNonNull(deep.group("below")).array("values"));
            long row = 0;
            for (Column part : parts) {
                assertThat(array.read(row, part.rows())).isEqualTo(part);
                row += part.rows();
            }
            assertThat(array.rows()).isEqualTo(row);
        }
        try (HdfFile file = new HdfFile(path)) {
            double[][] values =
                    (double[][]) file.getDatasetByPath("deep/below/values").getData();
            assertThat(values[0]).as("the first row, by another reader").isEqualTo(row(parts, 0));
        }
    }

    private static double[] row(Column[] parts, int column) {
        Column first =
                Stream.of(parts).filter(part -> part.rows() > 0).findFirst().orElseThrow();
        double[] row = new double[first.rowSize()];
        for (int i = 0; i < row.length; i++) {
            row[i] = first.real(column + i);
        }
        return row;
    }

    @Test
    void everyTypeShapeAndAttributeIsKept() {
        Path path = folder.resolve("types.hdf5");
        try (Hdf5Output output = Hdf5Output.create(path, 4)) {
            for (ElementType type : ElementType.values()) {
                output.append("types/" + type, column(type));
            }
            output.append("empty", Column.of(new float[0], 3));
            output.attribute("", "text", "π ≈ 3");
            output.attribute("", "empty", "");
            output.attribute("types", "whole", -5L);
            output.attribute("types", "great", BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            output.attribute("types", "real", 0.1);
            output.attribute("types", "flag", true);
            output.commit();
        }
        try (Hdf5Input file = Hdf5Input.open(path)) {
            Hdf5Group types = Objects.requireNonNull(file.root().group("types"));
            for (ElementType type : ElementType.values()) {
                Hdf5Array array = Objects.requireNonNull(types.array(type.name()));
                assertThat(array.read(0, 4)).isEqualTo(column(type));
            }
            assertThat(Objects.requireNonNull(file.root().array("empty")).shape())
                    .containsExactly(0L, 3L);
            assertThat(file.root().attributes().values()).containsEntry("text", "π ≈ 3");
            assertThat(types.attributes().values())
                    .containsEntry("whole", -5L)
                    .containsEntry("great", BigInteger.TWO.pow(64).subtract(BigInteger.ONE))
                    .containsEntry("real", 0.1)
                    .containsEntry("flag", true);
        }
    }

    private static Column column(ElementType type) {
        byte[] bytes = new byte[24 * type.bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (type == ElementType.BOOL ? i % 2 : i * 7);
        }
        return Column.of(type, List.of(2, 3), ByteBuffer.wrap(bytes));
    }

    @Test
    void manyGroupsAreFoundAgain() {
        Path path = folder.resolve("groups.hdf5");
        int count = 3000;
        try (Hdf5Output output = Hdf5Output.create(path, 1)) {
            for (int i = 0; i < count; i++) {
                output.append("episode_" + i + "/values", Column.of(new long[] {i}));
                output.attribute("episode_" + i, "id", (long) i);
                output.finish("episode_" + i);
            }
            output.commit();
        }
        try (Hdf5Input file = Hdf5Input.open(path)) {
            assertThat(file.root().names()).hasSize(count);
            for (int i = 0; i < count; i++) {
                Hdf5Group group = Objects.requireNonNull(file.root().group("episode_" + i));
                assertThat(group.attributes().values()).containsEntry("id", (long) i);
                assertThat(Objects.requireNonNull(group.array("values"))
                                .read(0, 1)
                                .integer(0))
                        .isEqualTo(i);
            }
        }
    }

    /** The tree of names has another shape at each of these counts; its last node is near the file's end. */
    @Test
    void everyCountOfGroupsIsFoundAgain() throws IOException {
        IntStream around = IntStream.of(1024, 2048, 4096, 8192, 16_384)
                .flatMap(power -> IntStream.rangeClosed(power - 1, power + 1));
        int[] counts = IntStream.concat(
                        IntStream.rangeClosed(1, 600), IntStream.concat(around, IntStream.of(4400, 20_000)))
                .toArray();
        for (int count : counts) {
            Path path = folder.resolve("groups.hdf5");
            try (Hdf5Output output = Hdf5Output.create(path, 0)) {
                for (int i = 0; i < count; i++) {
                    output.makeGroup("episode_" + i);
                    output.finish("episode_" + i);
                }
                output.commit();
            }
            try (Hdf5Input file = Hdf5Input.open(path)) {
                Hdf5Group root = file.root();
                assertThat(root.names()).as("%d groups", count).hasSize(count).contains("episode_" + (count - 1));
                assertThat(root.group("episode_" + (count - 1)))
                        .as("the last of %d", count)
                        .isNotNull();
            }
            Files.delete(path);
        }
    }

    @Test
    void namesAndListsOfAttributesAreKept() {
        Path path = folder.resolve("names.hdf5");
        List<List<Object>> table = List.of(List.of(1L, 2L, 3L), List.of(-4L, 5L, 6L));
        try (Hdf5Output output = Hdf5Output.create(path, 0)) {
            output.append("größe/速度", Column.of(new long[] {7}));
            output.attribute("", "names", "text", List.of("links", "Größe", ""));
            output.attribute("", "table", "int32", table);
            output.attribute("", "flags", "bool", List.of(true, false));
            output.attribute("", "small", "float32", 0.1f);
            output.attribute("", "none", "float64", List.of());
            output.attribute("", "great", "uint64", List.of(BigInteger.TWO.pow(63), 5L));
            output.commit();
        }
        try (Hdf5Input file = Hdf5Input.open(path)) {
            Hdf5Group group = Objects.requireNonNull(file.root().group("größe"));
            assertThat(Objects.requireNonNull(group.array("速度")).read(0, 1).integer(0))
                    .isEqualTo(7);
            assertThat(file.root().attributes().leftOut()).isEmpty();
            assertThat(file.root().attributes().values())
                    .containsEntry("names", List.of("links", "Größe", ""))
                    .containsEntry("table", table)
                    .containsEntry("flags", List.of(true, false))
                    .containsEntry("small", 0.1f)
                    .containsEntry("none", List.of())
                    .containsEntry("great", List.of(BigInteger.TWO.pow(63), 5L));
            assertThat(file.root().attributes().types())
                    .containsEntry("table", "int32")
                    .containsEntry("small", "float32");
        }
    }

    @Test
    void theSameCallsGiveTheSameBytesAndNothingWithoutCommit() throws IOException {
        Path first = folder.resolve("first.hdf5");
        Path second = folder.resolve("second.hdf5");
        for (Path path : List.of(first, second)) {
            try (Hdf5Output output = Hdf5Output.create(path, 5)) {
                output.append("values", Column.of(new float[100_000], 2));
                output.attribute("", "name", "text");
                assertThat(path).doesNotExist();
                output.commit();
            }
        }
        assertThat(first).hasSameBinaryContentAs(second);
        Path third = folder.resolve("third.hdf5");
        try (Hdf5Output output = Hdf5Output.create(third, 5)) {
            output.append("values", Column.of(new float[100_000], 2));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Path path = folder.resolve("out.hdf5");
        try (Hdf5Output output = Hdf5Output.create(path, 1)) {
            output.append("a/b", Column.of(new float[4], 2));
            assertThatThrownBy(() -> output.append("a/b", Column.of(new double[4], 2)))
                    .hasMessageContaining("a/b holds rows of FLOAT32 [2], not of FLOAT64 [2]");
            assertThatThrownBy(() -> output.append("a", Column.of(new float[1])))
                    .hasMessageContaining("a is a group");
            assertThatThrownBy(() -> output.append("a/b/c", Column.of(new float[1])))
                    .hasMessageContaining("leads through 'b', which is an array");
            assertThatThrownBy(() -> output.append("a/../c", Column.of(new float[1])))
                    .hasMessageContaining("cannot be a name");
            output.commit();
        }
        assertThatThrownBy(() -> {
                    try (Hdf5Output output = Hdf5Output.create(path, 1)) {
                        output.append("a", Column.of(new float[1]));
                        output.commit();
                    }
                })
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("there is a file already");
        assertThatThrownBy(() -> Hdf5Output.create(folder.resolve("no/such.hdf5"), 1))
                .hasMessageContaining("its folder does not exist");
    }
}
