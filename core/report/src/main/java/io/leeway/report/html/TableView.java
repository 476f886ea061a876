package io.leeway.report.html;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.Cell;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.ResultTable;
import io.leeway.report.table.AlignedColumn;
import io.leeway.report.table.Omissions;
import io.leeway.report.table.TextTable;
import io.leeway.report.template.Markup;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The view of a result table that its template shows: figures aligned at their points, explanations below, and buttons
 * that copy it as text.
 *
 * @param id unique within the page
 * @param title the heading
 * @param caption empty where there is none
 * @param rowTitle what a row is
 * @param columns the headings, and their explanations
 * @param rows one a variant
 * @param omissions why figures are missing, in sentences
 * @param copies the table as Markdown and as CSV, in JSON
 */
record TableView(
        String id,
        String title,
        String caption,
        String rowTitle,
        List<Heading> columns,
        List<Line> rows,
        List<String> omissions,
        String copies) {
    private static final String SIGN = " ± ";

    /**
     * A column's heading.
     *
     * @param name the measure
     * @param unit its unit
     * @param arrow up or down; empty where neither is better
     * @param words the arrow in words
     * @param explanation what the measure means
     */
    record Heading(String name, @Nullable String unit, String arrow, String words, String explanation) {
        static Heading of(ResultTable.Column column) {
            return new Heading(
                    column.name(),
                    column.unit(),
                    column.better().arrow().strip(),
                    column.better().words().strip(),
                    column.explanation());
        }
    }

    /**
     * A row.
     *
     * @param name the variant
     * @param colour its colour throughout the report
     * @param figures one a column
     */
    record Line(String name, String colour, List<Figure> figures) {}

    /**
     * A figure.
     *
     * @param whole the value before the point
     * @param fraction the value from the point on
     * @param error its standard error; null where no row of the column has one
     * @param value what it is sorted by; empty where there is none
     */
    record Figure(
            @Nullable Part whole,
            @Nullable Part fraction,
            @Nullable Deviation error,
            String value) {
        static Figure of(AlignedColumn column, Cell cell, int row) {
            AlignedColumn.Figure figure = column.figures().get(row);
            return new Figure(
                    Part.of(figure.whole(), column.whole()),
                    Part.of(figure.fraction(), column.fraction()),
                    column.errorWhole() == 0 ? null : Deviation.of(figure, column),
                    cell.present() ? Double.toString(cell.value()) : "");
        }
    }

    /**
     * A standard error, or the room that one takes.
     *
     * @param sign what stands before it
     * @param whole the error before the point
     * @param fraction the error from the point on
     */
    record Deviation(
            String sign, @Nullable Part whole, @Nullable Part fraction) {
        static Deviation of(AlignedColumn.Figure figure, AlignedColumn column) {
            return new Deviation(
                    figure.hasError() ? SIGN : " ".repeat(SIGN.length()),
                    Part.of(figure.errorWhole(), column.errorWhole()),
                    Part.of(figure.errorFraction(), column.errorFraction()));
        }
    }

    /**
     * Digits in a space that lines them up with those of other rows.
     *
     * @param text the digits
     * @param width of the space, in digits
     */
    record Part(String text, int width) {
        static @Nullable Part of(String text, int width) {
            return width == 0 ? null : new Part(text, width);
        }
    }

    static TableView of(ResultTable table, Palette palette, String id) {
        List<AlignedColumn> columns = IntStream.range(0, table.columns().size())
                .mapToObj(column -> AlignedColumn.of(table, column))
                .toList();
        List<Look> looks =
                palette.looks(table.rows().stream().map(ResultTable.Row::name).toList());
        ObjectNode copies = JsonNodeFactory.instance.objectNode();
        copies.put("markdown", TextTable.markdown(table)).put("csv", TextTable.csv(table));
        return new TableView(
                id,
                table.title(),
                table.caption().strip(),
                table.rowTitle(),
                table.columns().stream().map(Heading::of).toList(),
                IntStream.range(0, table.rows().size())
                        .mapToObj(row -> new Line(
                                table.rows().get(row).name(),
                                looks.get(row).colour(),
                                IntStream.range(0, columns.size())
                                        .mapToObj(column -> Figure.of(
                                                columns.get(column),
                                                table.rows().get(row).cells().get(column),
                                                row))
                                        .toList()))
                        .toList(),
                Omissions.sentences(table),
                Markup.json(copies.toString()));
    }
}
