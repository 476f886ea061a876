package io.leeway.datasets.hdf5.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every variant of storage that h5py writes: all numbers are as h5py itself reads them, or refused by name. */
class Hdf5VariantsTest {
    private static final Path PYTHON = Path.of("..", "..", "envs", "gymnasium", "target", "venv", "bin", "python");
    private static final long LIMIT_SECONDS = 300;
    private static final int LEAST_VARIANTS = 700;

    /** What is refused, and the words that say why. */
    private static final Map<String, String> REFUSED = Map.of(
            "virtual", "is a virtual array",
            "external", "is kept in other files",
            "szip", "is compressed with szip (filter 4)",
            "text", "holds text",
            "complex", "holds compounds",
            "float-80", "holds float128 of an unusual kind",
            "float-wide-bias", "holds float64 of an unusual kind",
            "nbit-float-wide-bias", "holds float64 of an unusual kind",
            "float-norm", "holds float32 of an unusual kind");

    @TempDir
    private Path folder;

    @Test
    void numbersAreThoseThatH5pyReads() throws IOException, InterruptedException, URISyntaxException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        List<String> variants = variants();
        for (String line : variants) {
            String name = line.substring(0, line.indexOf(' '));
            try {
                compare(name, line, wrong);
            } catch (LeewayException e) {
                refused.put(name, String.valueOf(e.getMessage()));
            }
        }
        assertThat(variants).hasSizeGreaterThan(LEAST_VARIANTS);
        assertThat(wrong).as("variants read otherwise than by h5py").isEmpty();
        assertThat(refused).allSatisfy((name, message) -> assertThat(REFUSED).containsKey(name));
        refused.forEach((name, message) ->
                assertThat(message).contains(name + ".hdf5", Objects.requireNonNull(REFUSED.get(name))));
    }

    private void compare(String name, String line, List<String> wrong) throws IOException {
        try (Hdf5Input file = Hdf5Input.open(folder.resolve(name + ".hdf5"))) {
            Hdf5Array array = Objects.requireNonNull(file.root().array("values"), name);
            int rows = (int) array.rows();
            Column all = array.read(0, rows);
            ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".bin")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (expected.remaining() != all.size() * Long.BYTES) {
                wrong.add(name + ": " + all + " instead of " + line);
                return;
            }
            for (int i = 0; i < all.size(); i++) {
                boolean same = line.endsWith("whole")
                        ? all.integer(i) == expected.getLong(i * Long.BYTES)
                        : Double.compare(all.real(i), expected.getDouble(i * Long.BYTES)) == 0;
                if (!same) {
                    wrong.add(name + ": number " + i + " is " + all.real(i) + ", not "
                            + expected.getDouble(i * Long.BYTES));
                    return;
                }
            }
            array.readAll((first, block) -> {
                if (!block.equals(all.rows((int) first, block.rows()))) {
                    throw new AssertionError(name + ": rows from " + first + " on differ when all are read");
                }
            });
        }
    }

    private List<String> variants() throws IOException, InterruptedException, URISyntaxException {
        boolean there = Files.isExecutable(PYTHON);
        if (!there && System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
            throw new AssertionError("There is no " + PYTHON + ": the Python package's tests install it");
        } else if (!there) {
            System.err.println("*** SKIPPED: there is no " + PYTHON + ", so h5py itself is not compared with ***");
        }
        assumeTrue(there, "There is no " + PYTHON);
        Path script = Path.of(Objects.requireNonNull(Hdf5VariantsTest.class.getResource("variants.py"))
                .toURI());
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(PYTHON.toString(), script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Python still runs after " + LIMIT_SECONDS + " s");
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }
}
