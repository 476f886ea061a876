package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A writer of D4RL's layout, with {@code next_observations}.
 *
 * <p>Parts of a Dict are put side by side, in order; see {@link FlatParts}. An episode that merely ends is marked in
 * {@code timeouts}, since the layout has no other way to say that it ends; only the last one of a file is not.
 *
 * <p>With {@link DatasetDescription#closingRows} the mark is on a row of its own after each episode that did not
 * terminate. It holds the observation after the last step, the last action again and no reward, and is no step: D4RL's
 * own readers, and others that know episodes by their marks, leave it out.
 */
final class D4rlWriter implements EpisodeWriter {
    private final Path path;
    private final Hdf5Output output;
    private final boolean closing;
    private final FlatParts flat;
    private final Map<String, String> shapes = new LinkedHashMap<>();
    private boolean unmarked;
    private boolean any;

    D4rlWriter(Path path, DatasetDescription description, int compression) {
        if (Files.exists(path)) {
            throw new LeewayException(path + " exists already: choose another name, or remove it");
        }
        this.path = path;
        closing = description.closingRows();
        flat = new FlatParts(path, description);
        output = Hdf5Output.create(path, compression);
        D4rlDescription.write(output, description);
    }

    @Override
    public void write(Episode episode) {
        int steps = episode.steps();
        Column observations = flat.of(episode.parts(Episode.OBSERVATIONS));
        Map<String, Column> rows = new LinkedHashMap<>();
        rows.put("observations", observations.rows(0, steps));
        rows.put("next_observations", observations.rows(1, steps));
        rows.put("actions", flat.of(episode.parts(Episode.ACTIONS)));
        rows.put("rewards", episode.column(Episode.REWARDS));
        episode.parts(Episode.INFOS).forEach((name, info) -> rows.put(name, info.rows(0, steps)));
        check(rows);
        flushMark();
        rows.forEach(output::append);
        output.append("terminals", flags(steps, episode.terminated()));
        any = true;
        if (closing) {
            output.append("timeouts", flags(steps, false));
            if (!episode.terminated()) {
                close(rows, observations.rows(steps, 1));
            }
            return;
        }
        boolean ends = episode.terminated() || episode.truncated();
        unmarked = !ends;
        output.append("timeouts", flags(steps - 1, false));
        if (ends) {
            output.append("timeouts", flags(1, episode.truncated()));
        }
    }

    /** Adds the row that only holds the observation after an episode's last step. */
    private void close(Map<String, Column> rows, Column observation) {
        rows.forEach((name, column) -> output.append(
                name,
                switch (name) {
                    case "observations", "next_observations" -> observation;
                    case "rewards" -> zero(column);
                    default -> column.rows(column.rows() - 1, 1);
                }));
        output.append("terminals", flags(1, false));
        output.append("timeouts", flags(1, true));
    }

    private static Column zero(Column column) {
        return Column.of(
                column.type(),
                column.shape(),
                ByteBuffer.allocate(column.type().bytes() * column.rowSize()).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Writes the flag of a last step that was held back until there was another episode. */
    private void flushMark() {
        if (unmarked) {
            output.append("timeouts", flags(1, true));
            unmarked = false;
        }
    }

    private void check(Map<String, Column> rows) {
        Map<String, String> found = new LinkedHashMap<>();
        rows.forEach((name, column) -> found.put(name, column.type() + " " + column.shape()));
        if (shapes.isEmpty()) {
            shapes.putAll(found);
        } else if (!shapes.equals(found)) {
            throw new LeewayException("Cannot write " + path + ": an episode has the columns " + found
                    + ", but those before it had " + shapes);
        }
    }

    private static Column flags(int count, boolean last) {
        boolean[] flags = new boolean[count];
        if (last) {
            flags[count - 1] = true;
        }
        return Column.of(flags);
    }

    @Override
    public void commit() {
        if (!any) {
            throw new LeewayException("Cannot write " + path + ": there is no episode to write");
        }
        if (unmarked) {
            output.append("timeouts", flags(1, false));
            unmarked = false;
        }
        output.commit();
    }

    @Override
    public void close() {
        output.close();
    }
}
