package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyArchiveTest {
    @TempDir
    private Path folder;

    private static NumpyArchive small() {
        return new NumpyArchive()
                .put("floats", new float[] {1.5f, -2, 3, 4, 5, 6}, 2, 3)
                .put("doubles", new double[] {0.1, -1e300})
                .put("ints", new int[] {1, -2, 3})
                .put("longs", new long[] {1L << 40, -1})
                .put("bytes", new byte[] {'h', 'i', (byte) 0xFF});
    }

    private static NumpyArchive two() {
        return new NumpyArchive().put("weights", new float[] {1, 2, 3}).put("step", new long[] {7});
    }

    private static void assertSmall(NumpyArchive archive) {
        assertThat(archive.entries().keySet()).containsExactly("floats", "doubles", "ints", "longs", "bytes");
        assertThat(archive.floats("floats")).containsExactly(1.5f, -2, 3, 4, 5, 6);
        assertThat(archive.shape("floats")).containsExactly(2, 3);
        assertThat(archive.doubles("doubles")).containsExactly(0.1, -1e300);
        assertThat(archive.shape("doubles")).containsExactly(2);
        assertThat(archive.ints("ints")).containsExactly(1, -2, 3);
        assertThat(archive.longs("longs")).containsExactly(1L << 40, -1);
        assertThat(archive.bytes("bytes")).containsExactly('h', 'i', 0xFF);
        assertThat(archive.contains("ints")).isTrue();
        assertThat(archive.contains("more")).isFalse();
    }

    @Test
    void readsWhatItWrote() {
        Path file = folder.resolve("small.npz");
        small().write(file);
        assertSmall(NumpyArchive.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numpy-savez.npz", "numpy-savez-compressed.npz"})
    void readsWhatNumpyWrote(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream resource = Objects.requireNonNull(NumpyArchiveTest.class.getResourceAsStream(name))) {
            Files.copy(resource, file);
        }
        assertSmall(NumpyArchive.read(file));
    }

    @Test
    void writesTheHeaderThatNumpyWrites() throws IOException {
        Path file = folder.resolve("small.npz");
        small().write(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] entry = zip.getInputStream(zip.getEntry("floats.npy")).readAllBytes();
            assertThat(entry).hasSize(128 + 6 * 4);
            assertThat(new String(entry, 0, 128, StandardCharsets.ISO_8859_1))
                    .startsWith("\u0093NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   ")
                    .endsWith(" \n");
            byte[] vector = zip.getInputStream(zip.getEntry("bytes.npy")).readAllBytes();
            assertThat(new String(vector, 0, 128, StandardCharsets.ISO_8859_1))
                    .contains("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }");
        }
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        small().write(folder.resolve("first.npz"));
        small().write(folder.resolve("second.npz"));
        assertThat(folder.resolve("first.npz")).hasSameBinaryContentAs(folder.resolve("second.npz"));
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left aside").hasSize(2);
        }
    }

    /** Sizes around the chunks in which arrays are read and written. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16384, 16385, 65536, 65537, 200_001})
    void keepsArraysOfAnySize(int size) {
        RandomSource random = RandomSource.of(size);
        float[] floats = new float[size];
        random.fillGaussian(floats, 0, size);
        long[] longs = random.longs(size).toArray();
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Path file = folder.resolve("large.npz");
        new NumpyArchive()
                .put("floats", floats)
                .put("longs", longs)
                .put("bytes", bytes, 1, size)
                .write(file);
        NumpyArchive read = NumpyArchive.read(file);
        assertThat(Arrays.equals(read.floats("floats"), floats)).isTrue();
        assertThat(Arrays.equals(read.longs("longs"), longs)).isTrue();
        assertThat(Arrays.equals(read.bytes("bytes"), bytes)).isTrue();
        assertThat(read.shape("bytes")).containsExactly(1, size);
    }

    @Test
    void keepsNumbersThatAreNone() {
        Path file = folder.resolve("odd.npz");
        new NumpyArchive()
                .put("odd", new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -0f})
                .write(file);
        assertThat(NumpyArchive.read(file).floats("odd")).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, -0f);
    }

    @Test
    void refusesAFileTruncatedAnywhere() throws IOException {
        Path file = folder.resolve("small.npz");
        two().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NumpyArchive.read(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageStartingWith("Cannot read " + file);
        }
    }

    @Test
    void noticesEveryAlteredByteThatMatters() throws IOException {
        Path file = folder.resolve("small.npz");
        two().write(file);
        byte[] whole = Files.readAllBytes(file);
        int noticed = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int mask : new int[] {1, 0xFF}) {
                byte[] altered = whole.clone();
                altered[at] ^= (byte) mask;
                Files.write(file, altered);
                try {
                    NumpyArchive read = NumpyArchive.read(file);
                    assertThat(read.entries().keySet()).containsExactly("weights", "step");
                    assertThat(read.floats("weights")).containsExactly(1, 2, 3);
                    assertThat(read.longs("step")).containsExactly(7);
                } catch (LeewayException e) {
                    noticed++;
                    assertThat(e).hasMessageStartingWith("Cannot read " + file);
                }
            }
        }
        assertThat(noticed).as("of %d alterations", 2 * whole.length).isGreaterThan(whole.length);
    }

    @Test
    void refusesWhatIsNotThereOrNoArchiveSayingSo() throws IOException {
        Path file = folder.resolve("none.npz");
        assertThatThrownBy(() -> NumpyArchive.read(file))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Cannot read " + file + ": there is no such file");
        Files.writeString(file, "not an archive at all");
        assertThatThrownBy(() -> NumpyArchive.read(file))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("not a NumPy archive");
        assertThatThrownBy(() -> small().write(file))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("what is there is no file of this kind, and was left as it is");
        assertThat(file).hasContent("not an archive at all");
        Path empty = folder.resolve("empty.npz");
        new NumpyArchive().write(empty);
        assertThatThrownBy(() -> NumpyArchive.read(empty)).hasMessageContaining("it holds no arrays");
        Path nowhere = folder.resolve("missing").resolve("file.npz");
        assertThatThrownBy(() -> small().write(nowhere))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Cannot write " + nowhere + ": the folder " + nowhere.getParent() + " does not exist");
    }

    @Test
    void refusesMisuseNamingTheArray() {
        assertThatThrownBy(() -> small().floats("ints"))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The array 'ints' holds int[], but float[] was expected");
        assertThatThrownBy(() -> small().floats("weights"))
                .isInstanceOf(LeewayException.class)
                .hasMessage("There is no array named 'weights'; there are [floats, doubles, ints, longs, bytes]");
        assertThatThrownBy(() -> small().put("more", new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The array 'more' has 5 values, which do not fill the shape [2, 3]");
        assertThatThrownBy(() -> small().put("ints", new int[1])).hasMessage("There are two arrays named 'ints'");
        assertThatThrownBy(() -> small().put("texts", new String[1]))
                .hasMessage("Arrays of String[] cannot be kept in a NumPy archive");
    }
}
