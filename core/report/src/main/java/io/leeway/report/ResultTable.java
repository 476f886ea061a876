package io.leeway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures of everything that is compared: one row a variant, one column a measure.
 *
 * @param title the heading
 * @param caption what "±" means and over what, in a sentence; may be empty
 * @param rowTitle what a row is, for example "Experience"
 * @param columns names are unique
 * @param rows names are unique; each has a cell for every column
 */
public record ResultTable(String title, String caption, String rowTitle, List<Column> columns, List<Row> rows)
        implements Section {
    /** The direction in which figures are better. */
    public enum Better {
        /** The larger. */
        HIGHER,
        /** The smaller. */
        LOWER,
        /** Neither: the figure describes. */
        NEITHER;

        /** Returns an arrow up or down after a space; empty where neither is better. */
        public String arrow() {
            return switch (this) {
                case HIGHER -> " ↑";
                case LOWER -> " ↓";
                case NEITHER -> "";
            };
        }

        /** Returns the arrow in words, in parentheses after a space; empty where neither is better. */
        public String words() {
            return switch (this) {
                case HIGHER -> " (higher is better)";
                case LOWER -> " (lower is better)";
                case NEITHER -> "";
            };
        }
    }

    /**
     * A measure.
     *
     * @param name for example "Normalised score"
     * @param unit for example "steps/s", or null
     * @param style how its figures are written
     * @param better which figures are better
     * @param explanation what it means, in one sentence
     * @param timing whether it differs between two runs of the same seed
     */
    public record Column(
            String name, @Nullable String unit, NumberStyle style, Better better, String explanation, boolean timing) {
        /** Returns a measure that every run of the same seed repeats. */
        public static Column of(
                String name, @Nullable String unit, NumberStyle style, Better better, String explanation) {
            return new Column(name, unit, style, better, explanation, false);
        }

        /** Returns a measure of time or speed. */
        public static Column timing(
                String name, @Nullable String unit, NumberStyle style, Better better, String explanation) {
            return new Column(name, unit, style, better, explanation, true);
        }

        /** Returns the name with its unit and arrow. */
        public String heading() {
            return name + (unit == null ? "" : " (" + unit + ")") + better.arrow();
        }
    }

    /**
     * A variant.
     *
     * @param name for example "guided"; equal names have equal colours throughout a report
     * @param cells one a column
     */
    public record Row(String name, List<Cell> cells) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two columns or two rows have the same name, or a row has not a cell for every
     *     column
     */
    public ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        String owner = "The table '" + title + "'";
        Names.requireDistinct(owner, columns.stream().map(Column::name).toList());
        Names.requireDistinct(owner, rows.stream().map(Row::name).toList());
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(owner + " has " + columns.size() + " columns, but its row '"
                        + row.name() + "' has " + row.cells().size() + " cells");
            }
        }
    }

    @Override
    public ResultTable withoutTimings() {
        int[] kept = IntStream.range(0, columns.size())
                .filter(column -> !columns.get(column).timing())
                .toArray();
        List<Row> keptRows = new ArrayList<>();
        for (Row row : rows) {
            keptRows.add(new Row(
                    row.name(), IntStream.of(kept).mapToObj(row.cells()::get).toList()));
        }
        return new ResultTable(
                title,
                caption,
                rowTitle,
                IntStream.of(kept).mapToObj(columns::get).toList(),
                keptRows);
    }
}
