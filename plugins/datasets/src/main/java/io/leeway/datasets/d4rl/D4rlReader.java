package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of the episodes of a file in D4RL's layout; see {@link D4rlCuts} for where they end. */
final class D4rlReader implements EpisodeReader {
    private final Hdf5Input file;
    private final D4rlColumns columns;
    private final D4rlCuts cuts;
    private final DatasetDescription description;
    private boolean any;

    /**
     * Opens a file.
     *
     * @throws LeewayException if it is not one in this layout, naming everything that is wrong with its columns
     */
    D4rlReader(Path path, EpisodeRules rules) {
        file = Hdf5Input.open(path);
        try {
            columns = D4rlColumns.of(file);
            cuts = new D4rlCuts(file, columns, rules, true);
            description = D4rlDescription.of(file.root(), columns, cuts.waypoints());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public DatasetDescription description() {
        return description;
    }

    @Override
    public long steps() {
        return columns.rows();
    }

    @Override
    public List<String> remarks() {
        return cuts.remarks();
    }

    @Override
    public @Nullable Episode next() {
        D4rlCuts.Cut cut = cuts.next();
        if (cut == null) {
            if (!any) {
                throw noStep(file.path());
            }
            return null;
        }
        any = true;
        checkRoom(cut);
        int steps = (int) cut.steps();
        Map<String, Column> parts = new LinkedHashMap<>();
        parts.put(Episode.OBSERVATIONS, observations(cut, steps));
        parts.put(Episode.ACTIONS, columns.actions().read(cut.first(), steps));
        parts.put(Episode.REWARDS, flat(columns.rewards().read(cut.first(), steps)));
        parts.put(Episode.TERMINATIONS, last(steps, cut.terminated()));
        parts.put(Episode.TRUNCATIONS, last(steps, cut.truncated()));
        columns.infos().forEach((name, info) -> parts.put(Episode.INFOS + "/" + name, info.read(cut.first(), steps)));
        return new Episode(parts, null);
    }

    static LeewayException noStep(Path path) {
        return new LeewayException(
                path + " has no episode of two steps or more, and no next_observations: without them an"
                        + " episode's last step has no outcome");
    }

    /** Refuses an episode that would not fit into memory, before it is tried. */
    private void checkRoom(D4rlCuts.Cut cut) {
        long rowBytes = 0;
        for (Hdf5Array array : new Hdf5Array[] {columns.observations(), columns.actions(), columns.rewards()}) {
            rowBytes += rowBytes(array);
        }
        rowBytes += columns.infos().values().stream()
                .mapToLong(D4rlReader::rowBytes)
                .sum();
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (cut.steps() > Integer.MAX_VALUE / 16 || cut.steps() * rowBytes > most) {
            throw new LeewayException(file.path() + " has an episode of " + cut.steps() + " steps (rows " + cut.first()
                    + " to " + cut.last() + "), which takes " + cut.steps() * rowBytes / 1_000_000
                    + " MB; half of the memory that Java may use is " + most / 1_000_000
                    + " MB. Give Java more (LEEWAY_JAVA_OPTS=-Xmx8g), or mark where its episodes end in 'timeouts'");
        }
    }

    private static long rowBytes(Hdf5Array array) {
        return array.shape().stream().skip(1).reduce((long) array.type().bytes(), Math::multiplyExact);
    }

    private Column observations(D4rlCuts.Cut cut, int steps) {
        Hdf5Array next = columns.nextObservations();
        Column seen = cuts.observations(cut.first(), next == null && !cut.terminated() ? steps + 1 : steps);
        if (seen.rows() > steps) {
            return seen;
        }
        Column last = next == null ? seen.rows(steps - 1, 1) : cuts.nextObservation(next, cut.last());
        if (last.type() != seen.type()) {
            seen = doubles(seen);
            last = doubles(last);
        }
        ByteBuffer both =
                ByteBuffer.allocate(seen.bytes().remaining() + last.bytes().remaining());
        both.put(seen.bytes()).put(last.bytes()).flip();
        return Column.of(seen.type(), seen.shape(), both);
    }

    /** Returns numbers that have to stand beside others of another type. */
    private static Column doubles(Column column) {
        ByteBuffer bytes = ByteBuffer.allocate(column.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < column.size(); i++) {
            bytes.putDouble(column.real(i));
        }
        return Column.of(ElementType.FLOAT64, column.shape(), bytes.flip());
    }

    private static Column flat(Column column) {
        return Column.of(column.type(), List.of(), column.bytes());
    }

    private static Column last(int steps, boolean flag) {
        boolean[] flags = new boolean[steps];
        flags[steps - 1] = flag;
        return Column.of(flags);
    }

    @Override
    public void close() {
        file.close();
    }
}
