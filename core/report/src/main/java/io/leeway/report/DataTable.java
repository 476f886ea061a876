package io.leeway.report;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of many rows, which the page sorts by any column, filters, and groups by its labels.
 *
 * @param title the heading
 * @param caption what the figures are and over what; may be empty
 * @param rowTitle what a row is, for example "Variant"
 * @param coloured whether a row's name has its colour throughout the report; names may then occur in several rows
 * @param labels the columns of texts, such as the axes of a sweep, which stand before the figures
 * @param columns the columns of figures; names are unique among them and the labels
 * @param rows in this order until they are sorted; each has a text for every label and a figure for every column
 */
public record DataTable(
        String title,
        String caption,
        String rowTitle,
        boolean coloured,
        List<Label> labels,
        List<ResultTable.Column> columns,
        List<Row> rows)
        implements Section {
    /**
     * A column of texts.
     *
     * @param name for example "coefficient"
     * @param few whether its texts repeat, so that rows are chosen and grouped by them
     * @param implied whether a row's name says it already, so that the page does not show the column
     * @param preset the text by which rows are chosen at first, or null for all rows
     */
    public record Label(
            String name,
            boolean few,
            boolean implied,
            @Nullable String preset) {
        /** Returns a column of texts that repeat. */
        public static Label few(String name) {
            return new Label(name, true, false, null);
        }

        /** Returns a column of texts that repeat, and that a row's name says already. */
        public static Label implied(String name) {
            return new Label(name, true, true, null);
        }
    }

    /**
     * A figure as it is sorted and as it is shown.
     *
     * @param value NaN where there is none
     * @param low the lower end of its interval; NaN where there is none
     * @param high the upper end of its interval; NaN where there is none
     * @param standardError of the value; NaN where there is none
     */
    public record Figure(double value, double low, double high, double standardError) {
        /** Returns a figure alone; NaN where there is none. */
        public static Figure of(double value) {
            return new Figure(value, Double.NaN, Double.NaN, Double.NaN);
        }

        /** Returns a figure with its standard error, which may be NaN. */
        public static Figure of(double value, double standardError) {
            return new Figure(value, Double.NaN, Double.NaN, standardError);
        }

        /** Returns a figure with its interval, whose ends may be NaN. */
        public static Figure within(double value, double low, double high) {
            return new Figure(value, low, high, Double.NaN);
        }

        /** Returns it as text, in a column's notation: "62.4 ± 3.1", "62.4 [55.0, 70.1]" or "–". */
        public String text(NumberStyle style) {
            if (Double.isNaN(value)) {
                return "–";
            }
            String text = style.value(value);
            if (!Double.isNaN(standardError)) {
                return text + " ± " + style.error(value, standardError);
            }
            return Double.isNaN(low) || Double.isNaN(high)
                    ? text
                    : text + " [" + style.value(low) + ", " + style.value(high) + "]";
        }
    }

    /**
     * A row.
     *
     * @param name of the row
     * @param texts one a label; empty where it does not apply
     * @param figures one a column
     */
    public record Row(String name, List<String> texts, List<Figure> figures) {
        /** Copies the lists. */
        public Row {
            texts = List.copyOf(texts);
            figures = List.copyOf(figures);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two columns have the same name, or a row has too few or too many texts or
     *     figures
     */
    public DataTable {
        labels = List.copyOf(labels);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        String owner = "The table '" + title + "'";
        Names.requireDistinct(
                owner,
                Stream.concat(labels.stream().map(Label::name), columns.stream().map(ResultTable.Column::name))
                        .toList());
        for (Row row : rows) {
            if (row.texts().size() != labels.size() || row.figures().size() != columns.size()) {
                throw new IllegalArgumentException(owner + " has " + labels.size() + " labels and " + columns.size()
                        + " columns, but its row '" + row.name() + "' has "
                        + row.texts().size() + " texts and "
                        + row.figures().size() + " figures");
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
