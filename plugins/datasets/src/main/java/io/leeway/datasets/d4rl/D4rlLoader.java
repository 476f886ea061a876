package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.support.UnfitValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A loader of whole arrays into the flat columns that agents learn from, each block to its place at once: besides the
 * dataset itself, a block for each processor is in memory.
 */
final class D4rlLoader {
    private static final float ROUNDING = 1e-6f;
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final Path path;
    private final D4rlColumns columns;
    private final boolean clipActions;
    private final List<String> remarks;
    private final long[] firsts;
    private final int[] lengths;
    private final boolean[] terminated;
    private final boolean[] truncated;
    private final int steps;
    private volatile boolean doubtful;
    private volatile boolean jumped;

    /**
     * Reads the dataset of a file.
     *
     * @param provenance where it is from; what there is to say of its episodes is added
     * @throws LeewayException if values are not finite, or actions outside [-1, 1] and not clipped, naming of each
     *     array the first and how many more
     */
    static Dataset load(
            Hdf5Input file,
            D4rlColumns columns,
            EpisodeRules rules,
            boolean clipActions,
            Map<String, String> provenance) {
        D4rlLoader marked =
                new D4rlLoader(file.path(), columns, new D4rlCuts(file, columns, rules, false), clipActions);
        Dataset dataset = marked.load(provenance);
        if (!marked.jumped) {
            return dataset;
        }
        return new D4rlLoader(file.path(), columns, new D4rlCuts(file, columns, rules, true), clipActions)
                .load(provenance);
    }

    private D4rlLoader(Path path, D4rlColumns columns, D4rlCuts cuts, boolean clipActions) {
        this.path = path;
        this.columns = columns;
        this.clipActions = clipActions;
        List<D4rlCuts.Cut> found = new ArrayList<>();
        for (D4rlCuts.Cut cut = cuts.next(); cut != null; cut = cuts.next()) {
            found.add(cut);
        }
        if (found.isEmpty()) {
            throw D4rlReader.noStep(path);
        }
        remarks = cuts.remarks();
        int count = found.size();
        firsts = new long[count];
        lengths = new int[count];
        terminated = new boolean[count];
        truncated = new boolean[count];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            D4rlCuts.Cut cut = found.get(i);
            firsts[i] = cut.first();
            lengths[i] = (int) Math.min(cut.steps(), Integer.MAX_VALUE);
            terminated[i] = cut.terminated();
            truncated[i] = cut.truncated();
            sum += cut.steps();
        }
        long widest = Math.max(width(columns.observations()), width(columns.actions()));
        if (Math.multiplyExact(sum + count, widest) > MOST_NUMBERS) {
            throw new LeewayException(path + " has " + sum + " steps of up to " + widest
                    + " numbers, more than can be learned from at once: split it ('leeway dataset split')");
        }
        steps = (int) sum;
    }

    private Dataset load(Map<String, String> provenance) {
        int size = (int) width(columns.observations());
        int actionSize = (int) width(columns.actions());
        float[] observations = new float[(steps + lengths.length) * size];
        float[] actions = new float[steps * actionSize];
        float[] rewards = new float[steps];
        read(columns.observations(), observations, 1, columns.nextObservations() == null, Float.MAX_VALUE);
        addLast(observations, size);
        read(columns.actions(), actions, 0, false, 1);
        read(columns.rewards(), rewards, 0, false, Float.MAX_VALUE);
        if (doubtful) {
            UnfitValues unfit = new UnfitValues(path.toString());
            checkFinite(unfit, "observations", observations, size, 1);
            checkFinite(unfit, "rewards", rewards, 1, 0);
            checkActions(unfit, actions, actionSize);
            unfit.refuse();
        }
        return new Dataset(
                size,
                actionSize,
                observations,
                actions,
                rewards,
                lengths,
                terminated,
                truncated,
                Dataset.withRemarks(provenance, remarks));
    }

    private static long width(Hdf5Array array) {
        return array.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
    }

    /**
     * Copies kept rows of an array to their places.
     *
     * @param more rows that an episode has in the target besides its steps: the observation after them
     * @param withNext whether that row is the next one of this array, where the episode did not terminate
     * @param limit the greatest magnitude that is not looked at again
     */
    private void read(Hdf5Array array, float[] target, int more, boolean withNext, float limit) {
        int[] places = places(more);
        array.readAll((firstRow, rows) -> {
            long end = firstRow + rows.rows();
            for (int i = episodeAt(firstRow); i < lengths.length && firsts[i] < end; i++) {
                int count = lengths[i] + (withNext && !terminated[i] ? 1 : 0);
                long from = Math.max(firsts[i], firstRow);
                long to = Math.min(firsts[i] + count, end);
                if (from < to) {
                    int place = places[i] + (int) (from - firsts[i]);
                    copy(rows.rows((int) (from - firstRow), (int) (to - from)), target, place * rows.rowSize(), limit);
                }
            }
        });
    }

    /** Copies rows, and looks whether there may be something wrong while they are at hand. */
    private void copy(Column rows, float[] target, int offset, float limit) {
        rows.toFloats(target, offset);
        if (!allWithin(target, offset, offset + rows.size(), limit)) {
            doubtful = true;
        }
    }

    /** Counts rather than stops, so that the loop is vectorised. */
    private static boolean allWithin(float[] values, int from, int to, float limit) {
        int outside = 0;
        for (int i = from; i < to; i++) {
            outside += Math.abs(values[i]) <= limit ? 0 : 1;
        }
        return outside == 0;
    }

    /**
     * Returns the first episode that may have a row from this one on: the one that begins at or before the row before
     * it.
     */
    private int episodeAt(long row) {
        int found = Arrays.binarySearch(firsts, row - 1);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** Returns the row of the target at which each episode begins. */
    private int[] places(int more) {
        int[] places = new int[lengths.length];
        for (int i = 1; i < places.length; i++) {
            places[i] = places[i - 1] + lengths[i - 1] + more;
        }
        return places;
    }

    /**
     * Puts the observation after each episode's last step to its place, where it is not there already, and looks
     * whether the others are the rows that follow.
     */
    private void addLast(float[] observations, int size) {
        int[] places = places(1);
        Hdf5Array next = columns.nextObservations();
        if (next == null) {
            for (int i = 0; i < lengths.length; i++) {
                int target = (places[i] + lengths[i]) * size;
                if (terminated[i]) {
                    System.arraycopy(observations, target - size, observations, target, size);
                }
            }
            return;
        }
        next.readAll((firstRow, rows) -> {
            long end = firstRow + rows.rows();
            float[] said = new float[rows.size()];
            rows.toFloats(said, 0);
            for (int i = episodeAt(firstRow); i < lengths.length && firsts[i] < end; i++) {
                long last = firsts[i] + lengths[i] - 1;
                int from = (int) (Math.max(firsts[i], firstRow) - firstRow);
                int to = (int) (Math.min(last, end) - firstRow);
                int place = (places[i] + (int) (firstRow - firsts[i]) + 1) * size;
                if (from < to && !same(said, from * size, observations, place + from * size, (to - from) * size)) {
                    jumped |= jumps(said, observations, place, from, to, size);
                }
                if (last >= firstRow && last < end) {
                    Column row = rows.rows((int) (last - firstRow), 1);
                    copy(row, observations, (places[i] + lengths[i]) * size, Float.MAX_VALUE);
                }
            }
        });
    }

    /** Returns whether numbers are equal, which is found fast. */
    private static boolean same(float[] first, int firstAt, float[] second, int secondAt, int count) {
        return Arrays.mismatch(first, firstAt, firstAt + count, second, secondAt, secondAt + count) < 0;
    }

    private static boolean jumps(float[] said, float[] observations, int place, int from, int to, int size) {
        for (int row = from; row < to; row++) {
            if (!NextRows.same(said, row * size, observations, place + row * size, size)) {
                return true;
            }
        }
        return false;
    }

    private void checkFinite(UnfitValues unfit, String name, float[] values, int width, int more) {
        int[] places = places(more);
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Float.MAX_VALUE)) {
                add(unfit, name, values[i], i, width, places, "finite");
            }
        }
    }

    private void checkActions(UnfitValues unfit, float[] actions, int width) {
        int[] places = places(0);
        String must = "between -1 and 1 (clip-actions: true moves it there)";
        for (int i = 0; i < actions.length; i++) {
            float action = actions[i];
            if (!(Math.abs(action) <= 1)) {
                boolean close = Math.abs(action) <= 1 + ROUNDING;
                if (!close && !(clipActions && Float.isFinite(action))) {
                    add(unfit, "actions", action, i, width, places, must);
                }
                actions[i] = Math.max(-1, Math.min(1, action));
            }
        }
    }

    private void add(UnfitValues unfit, String name, float value, int index, int width, int[] places, String must) {
        int found = Arrays.binarySearch(places, index / width);
        int episode = found >= 0 ? found : -found - 2;
        int step = index / width - places[episode];
        boolean after = step == lengths[episode];
        String array = after && columns.nextObservations() != null ? "next_observations" : name;
        long row = firsts[episode] + (after && columns.nextObservations() != null ? step - 1 : step);
        unfit.add(array, value, "row " + row, index % width, must);
    }
}
