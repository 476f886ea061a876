package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a file's episodes, found by reading the flags a block at a time.
 *
 * <p>A file without {@code next_observations} does not have the observation after an episode's last step: that step is
 * left out, as D4RL's own reader does, or, where it is terminal, keeps its own observation in that place. Steps after
 * the last cut are an episode that merely ends.
 *
 * <p>Where the file's attribute {@code closing_rows} is {@code true}, a row marked in {@code timeouts} is no step: it
 * holds the observation after the last one, and the episode was truncated.
 *
 * <p>Where the file has {@code next_observations} and one is not the row that follows, an episode ends, whether or not
 * it is marked: it was truncated. Where the file marks no time limits in any way, episodes are cut at that of the task
 * that it is named after, as D4RL's readers do.
 *
 * <p>In D4RL's maze2d files, {@code timeouts} mark reached waypoints. The simulation went on, so that the episode
 * before merely ends; and the generator logged the last observation once more, so that the row after such a mark is
 * left out where it repeats it.
 */
final class D4rlCuts {
    private static final int BLOCK = 1 << 16;
    private static final byte TERMINAL = 1;
    private static final byte TIMEOUT = 2;
    private static final byte JUMP = 4;

    /** What ends an episode: a flag, a next observation that does not follow, the time limit, the file's end. */
    enum End {
        MARKED,
        JUMP,
        LIMIT,
        FILE
    }

    /**
     * An episode of the file.
     *
     * @param first its first row
     * @param steps how many steps are kept
     * @param rows how many rows it has in the file, from {@code first} on
     * @param end what ended it
     */
    record Cut(long first, long steps, long rows, boolean terminated, boolean truncated, End end) {
        /** The last row that is kept. */
        long last() {
            return first + steps - 1;
        }
    }

    private final Hdf5Input file;
    private final D4rlColumns columns;
    private final boolean waypoints;
    private final boolean closing;
    private final @Nullable NextRows next;
    private final int limit;
    private final int block;
    private final CutCounts counts;
    private long row;
    private long blockStart;
    private long blockEnd;
    private byte[] marks = new byte[0];

    /**
     * Begins at the first row.
     *
     * @param comparing whether next observations are compared with the rows that follow; a loader that reads both
     *     anyway does so itself
     */
    D4rlCuts(Hdf5Input file, D4rlColumns columns, EpisodeRules rules, boolean comparing) {
        this.file = file;
        this.columns = columns;
        Hdf5Array said = columns.nextObservations();
        this.next = comparing && said != null ? new NextRows(columns.observations(), said) : null;
        this.limit = rules.limit(file, columns);
        this.block = next == null ? BLOCK : next.block(BLOCK);
        this.counts = new CutCounts(limit, rules.steps() == 0);
        TimeoutsMeaning meaning = rules.timeouts();
        this.waypoints =
                meaning == TimeoutsMeaning.WAYPOINTS || (meaning == TimeoutsMeaning.AUTO && likeMaze2d(columns));
        this.closing = !waypoints && "true".equals(file.root().attributes().get(DatasetDescription.CLOSING_ROWS));
    }

    /** Whether a file has what D4RL's generator of maze2d files writes, and no other. */
    private static boolean likeMaze2d(D4rlColumns columns) {
        Hdf5Array goal = columns.infos().get("goal");
        return columns.nextObservations() == null
                && columns.timeouts() != null
                && goal != null
                && goal.shape().size() == 2
                && goal.shape().get(1) == 2
                && columns.observations().shape().size() == 2
                && columns.observations().shape().get(1) == 4
                && columns.actions().shape().size() == 2
                && columns.actions().shape().get(1) == 2;
    }

    /** Returns what there is to say of the cuts so far, a sentence each. */
    List<String> remarks() {
        return counts.remarks(closing);
    }

    /** Returns observations, which may have been read already. */
    Column observations(long firstRow, int rows) {
        return next == null ? columns.observations().read(firstRow, rows) : next.observations(firstRow, rows);
    }

    /** Returns what the file says comes after a row, which may have been read already. */
    Column nextObservation(Hdf5Array array, long row) {
        return next == null ? array.read(row, 1) : next.next(row);
    }

    /** Returns whether timeouts mark waypoints. */
    boolean waypoints() {
        return waypoints;
    }

    /** Returns the next episode that has a step to keep, or null after the last. */
    @Nullable
    Cut next() {
        while (row < columns.rows()) {
            long first = row;
            Cut cut = cut(first);
            row = first + cut.rows();
            boolean repeated = waypoints && !cut.terminated() && row < columns.rows() && repeats(row);
            if (repeated) {
                row++;
            }
            counts.add(cut);
            if (cut.steps() > 0) {
                return cut;
            }
        }
        return null;
    }

    private Cut cut(long first) {
        for (long at = first; at < columns.rows(); at++) {
            byte mark = mark(at);
            boolean late = limit > 0 && at - first + 1 == limit;
            if (mark != 0 || late || at == columns.rows() - 1) {
                return cut(first, at - first + 1, mark, late);
            }
        }
        throw new IllegalStateException("the last row ends an episode");
    }

    private Cut cut(long first, long rows, byte mark, boolean late) {
        boolean terminal = (mark & TERMINAL) != 0;
        boolean timeout = (mark & TIMEOUT) != 0;
        boolean jump = (mark & JUMP) != 0;
        boolean closes = closing && timeout && !terminal;
        boolean whole = terminal || (columns.nextObservations() != null && !closes);
        boolean limited = timeout && !waypoints;
        End end = terminal || timeout ? End.MARKED : jump ? End.JUMP : late ? End.LIMIT : End.FILE;
        boolean truncated = limited || (!terminal && !timeout && (jump || late));
        return new Cut(first, whole ? rows : rows - 1, rows, terminal, truncated, end);
    }

    private boolean repeats(long at) {
        Column both = columns.observations().read(at - 1, 2);
        return both.rows(0, 1).equals(both.rows(1, 1));
    }

    /** Returns the flags of a row. */
    private byte mark(long at) {
        if (at < blockStart || at >= blockEnd) {
            int count = (int) Math.min(block, columns.rows() - at);
            marks = new byte[count];
            addMarks(columns.terminals(), at, TERMINAL);
            if (columns.timeouts() != null) {
                addMarks(columns.timeouts(), at, TIMEOUT);
            }
            if (next != null) {
                next.mark(at, marks, JUMP);
            }
            blockStart = at;
            blockEnd = at + count;
        }
        return marks[(int) (at - blockStart)];
    }

    private void addMarks(Hdf5Array array, long first, byte bit) {
        Column column = array.read(first, marks.length);
        if (column.type() == ElementType.BOOL) {
            ByteBuffer bytes = column.bytes();
            for (int i = 0; i < marks.length; i++) {
                marks[i] |= bytes.get(i) == 0 ? 0 : bit;
            }
            return;
        }
        for (int i = 0; i < marks.length; i++) {
            double value = column.real(i);
            if (value != 0 && value != 1) {
                throw new LeewayException(file.path() + ": " + array.path() + " has " + value + " in row " + (first + i)
                        + ", but must be 0 or 1");
            }
            marks[i] |= value == 0 ? 0 : bit;
        }
    }
}
