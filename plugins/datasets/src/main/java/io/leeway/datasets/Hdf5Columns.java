package io.leeway.datasets;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.leeway.spi.LeewayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file in D4RL's layout, as float32.
 *
 * @param observationSize columns of an observation
 * @param actionSize columns of an action
 * @param observations N × observationSize
 * @param nextObservations N × observationSize, or null where the file has none
 * @param actions N × actionSize
 * @param rewards N
 * @param terminals N
 * @param timeouts N; all false where the file has none
 * @param attributes what the file says of itself
 */
record Hdf5Columns(
        int observationSize,
        int actionSize,
        float[] observations,
        float @Nullable [] nextObservations,
        float[] actions,
        float[] rewards,
        boolean[] terminals,
        boolean[] timeouts,
        Map<String, String> attributes) {
    /** What a deflated chunk can grow by at most, and a bound on what is read from a file of a given size. */
    private static final long GREATEST_INFLATION = 1032;

    /**
     * Reads a file.
     *
     * @throws LeewayException naming the file and everything that is wrong with its columns
     */
    static Hdf5Columns read(Path path) {
        try (HdfFile file = new HdfFile(path)) {
            checkWhole(path, file);
            return new Reader(path, file).read();
        } catch (HdfException e) {
            throw new LeewayException(path + " cannot be read as HDF5: " + e.getMessage(), e);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | java.nio.BufferUnderflowException e) {
            throw new LeewayException(
                    path + " is damaged or cut short: " + e + ". Copy or download it again, whole", e);
        }
    }

    /** Compares the file with the size that its head tells: a tail may be missing that nothing here would read. */
    private static void checkWhole(Path path, HdfFile file) {
        long told = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        long size = path.toFile().length();
        if (size < told) {
            throw new LeewayException(path + " is cut short: it has " + size + " bytes of " + told
                    + ", as its first block says. Copy or download it again, whole");
        }
    }

    private static final class Reader {
        private final Path path;
        private final HdfFile file;
        private final List<String> problems = new ArrayList<>();

        Reader(Path path, HdfFile file) {
            this.path = path;
            this.file = file;
        }

        Hdf5Columns read() {
            Dataset observations = find("observations", 2, true);
            Dataset actions = find("actions", 2, true);
            Dataset rewards = find("rewards", 1, true);
            Dataset terminals = find("terminals", 1, true);
            Dataset timeouts = find("timeouts", 1, false);
            Dataset next = find("next_observations", 2, false);
            if (observations == null || actions == null || rewards == null || terminals == null) {
                throw failure();
            }
            int rows = observations.getDimensions()[0];
            int size = observations.getDimensions()[1];
            int actionSize = actions.getDimensions()[1];
            for (Dataset each : Arrays.asList(actions, rewards, terminals, timeouts, next)) {
                if (each != null && each.getDimensions()[0] != rows) {
                    problems.add(
                            each.getName() + " has " + each.getDimensions()[0] + " rows, but observations has " + rows);
                }
            }
            if (next != null && next.getDimensions()[1] != size) {
                problems.add(
                        "next_observations has " + next.getDimensions()[1] + " columns, but observations has " + size);
            }
            if (rows == 0 || size == 0 || actionSize == 0) {
                problems.add("it holds no steps: observations is " + rows + " × " + size + ", actions has " + actionSize
                        + " columns");
            }
            if (!problems.isEmpty()) {
                throw failure();
            }
            Hdf5Columns columns = new Hdf5Columns(
                    size,
                    actionSize,
                    numbers(observations),
                    next == null ? null : numbers(next),
                    numbers(actions),
                    numbers(rewards),
                    flags(terminals),
                    timeouts == null ? new boolean[rows] : flags(timeouts),
                    attributes());
            if (!problems.isEmpty()) {
                throw failure();
            }
            return columns;
        }

        private LeewayException failure() {
            return new LeewayException(
                    path + " is not a dataset in D4RL's layout:\n  " + String.join("\n  ", problems));
        }

        private @Nullable Dataset find(String name, int dimensions, boolean needed) {
            Node node = file.getChild(name);
            if (node == null) {
                if (needed) {
                    problems.add(name + " is missing; there is: "
                            + String.join(", ", file.getChildren().keySet()));
                }
                return null;
            }
            if (!(node instanceof Dataset dataset)) {
                problems.add(name + " is not an array");
                return null;
            }
            if (dataset.getDimensions().length != dimensions) {
                problems.add(name + " has " + dataset.getDimensions().length + " dimensions, not " + dimensions);
                return null;
            }
            long bound = Math.multiplyExact(GREATEST_INFLATION, Math.max(1, file.size()));
            if (dataset.getSizeInBytes() > bound || dataset.getSize() > Integer.MAX_VALUE - 8) {
                problems.add(name + " claims " + dataset.getSizeInBytes() + " bytes, more than a file of " + file.size()
                        + " bytes can hold or this reader takes");
                return null;
            }
            return dataset;
        }

        private float[] numbers(Dataset dataset) {
            Object values = dataset.getDataFlat();
            if (values instanceof float[] floats) {
                return floats;
            }
            if (values instanceof double[] doubles) {
                float[] floats = new float[doubles.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) doubles[i];
                }
                return floats;
            }
            problems.add(dataset.getName() + " holds "
                    + values.getClass().getComponentType().getSimpleName() + ", but must hold float32 or float64");
            return new float[0];
        }

        /** Reads flags: HDF5 enumerations as h5py writes bool, or integers and floats of 0 and 1. */
        private boolean[] flags(Dataset dataset) {
            Object values = dataset.getDataFlat();
            int count = java.lang.reflect.Array.getLength(values);
            boolean[] flags = new boolean[count];
            for (int i = 0; i < count; i++) {
                Object value = java.lang.reflect.Array.get(values, i);
                if (value instanceof Boolean flag) {
                    flags[i] = flag;
                } else if (value instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
                    flags[i] = number.doubleValue() == 1;
                } else if ("TRUE".equals(value) || "FALSE".equals(value)) {
                    flags[i] = "TRUE".equals(value);
                } else {
                    problems.add(dataset.getName() + " has " + value + " in row " + i + ", but must be 0 or 1");
                    return flags;
                }
            }
            return flags;
        }

        private Map<String, String> attributes() {
            Map<String, String> attributes = new TreeMap<>();
            for (Map.Entry<String, Attribute> entry : file.getAttributes().entrySet()) {
                if (attributes.size() < 32 && entry.getValue().isScalar()) {
                    String text = String.valueOf(entry.getValue().getData()).strip();
                    if (!text.isEmpty() && text.length() < 200) {
                        attributes.put("file " + entry.getKey(), text);
                    }
                }
            }
            return attributes;
        }
    }
}
