package io.leeway.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.DataTable;
import io.leeway.report.NumberStyle;
import io.leeway.report.NumberStyle.Rounding;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.table.DataText;
import io.leeway.report.template.Markup;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The view of a table of many rows that its template shows. The page's script makes its tools.
 *
 * @param id unique within the page
 * @param title the heading
 * @param caption empty where there is none
 * @param rowTitle what a row is
 * @param labels the columns of texts
 * @param columns the columns of figures
 * @param rows the first of them, which are there without a script too
 * @param rest the others, in JSON, of which the script makes rows when they are shown; empty where there are none
 * @param copies the table as Markdown, LaTeX and CSV, in JSON; empty where there are too many rows
 */
record DataTableView(
        String id,
        String title,
        String caption,
        String rowTitle,
        List<Label> labels,
        List<Heading> columns,
        List<Line> rows,
        String rest,
        String copies) {
    private static final int MOST_WITHOUT_SCRIPT = 100;

    /** A table of more rows is not there a second time to be copied: its file beside the page has it. */
    private static final int MOST_COPIED = 1000;

    /**
     * A column of texts.
     *
     * @param name the column's
     * @param kind how the script treats it: "few" to choose and group by, or "text"
     * @param classes in the style sheet
     * @param preset the text by which rows are chosen at first; empty for all rows
     */
    record Label(String name, String kind, String classes, String preset) {
        static Label of(DataTable.Label label) {
            String preset = label.preset() == null ? "" : label.preset();
            return new Label(label.name(), label.few() ? "few" : "text", classes(label), preset);
        }

        static String classes(DataTable.Label label) {
            return label.implied() ? "label implied" : label.few() ? "label" : "label long";
        }
    }

    /**
     * A column of figures.
     *
     * @param name the measure
     * @param unit its unit
     * @param arrow up or down; empty where neither is better
     * @param words the arrow in words
     * @param explanation what the measure means
     * @param style how the script writes means of groups: "d" and decimals, or "s" and significant digits
     */
    record Heading(String name, @Nullable String unit, String arrow, String words, String explanation, String style) {
        static Heading of(Column column) {
            NumberStyle style = column.style();
            return new Heading(
                    column.name(),
                    column.unit(),
                    column.better().arrow().strip(),
                    column.better().words().strip(),
                    column.explanation(),
                    (style.rounding() == Rounding.DECIMALS ? "d" : "s") + style.digits());
        }
    }

    /**
     * A row.
     *
     * @param name the row's
     * @param colour of the row's name; empty for none
     * @param texts one a label
     * @param figures one a column
     */
    record Line(String name, String colour, List<Text> texts, List<Figure> figures) {}

    /**
     * A text.
     *
     * @param classes in the style sheet
     * @param text what is shown
     */
    record Text(String classes, String text) {}

    /**
     * A figure.
     *
     * @param value what it is sorted by; empty where there is none
     * @param text what is shown
     */
    record Figure(String value, String text) {
        static Figure of(DataTable.Figure figure, NumberStyle style) {
            return new Figure(Double.isNaN(figure.value()) ? "" : Double.toString(figure.value()), figure.text(style));
        }
    }

    static DataTableView of(DataTable table, Palette palette, String id) {
        List<Look> looks =
                palette.looks(table.rows().stream().map(DataTable.Row::name).toList());
        List<Line> lines = IntStream.range(0, table.rows().size())
                .mapToObj(row -> line(
                        table,
                        table.rows().get(row),
                        table.coloured() ? looks.get(row).colour() : ""))
                .toList();
        return new DataTableView(
                id,
                table.title(),
                table.caption().strip(),
                table.rowTitle(),
                table.labels().stream().map(Label::of).toList(),
                table.columns().stream().map(Heading::of).toList(),
                lines.subList(0, Math.min(lines.size(), MOST_WITHOUT_SCRIPT)),
                lines.size() > MOST_WITHOUT_SCRIPT ? rest(lines.subList(MOST_WITHOUT_SCRIPT, lines.size())) : "",
                table.rows().size() > MOST_COPIED ? "" : copies(table));
    }

    /** Returns rows as a list for each: its colour, its texts in the order of the columns, and its figures' values. */
    private static String rest(List<Line> lines) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Line line : lines) {
            ArrayNode row = rows.addArray().add(line.colour());
            ArrayNode texts = row.addArray().add(line.name());
            line.texts().forEach(text -> texts.add(text.text()));
            line.figures().forEach(figure -> texts.add(figure.text()));
            ArrayNode values = row.addArray();
            line.figures().forEach(figure -> values.add(figure.value()));
        }
        return Markup.json(rows.toString());
    }

    private static String copies(DataTable table) {
        ObjectNode copies = JsonNodeFactory.instance.objectNode();
        copies.put("markdown", DataText.markdown(table))
                .put("latex", DataText.latex(table))
                .put("csv", DataText.csv(table));
        return Markup.json(copies.toString());
    }

    private static Line line(DataTable table, DataTable.Row row, String colour) {
        return new Line(
                row.name(),
                colour,
                IntStream.range(0, table.labels().size())
                        .mapToObj(label -> new Text(
                                Label.classes(table.labels().get(label)),
                                row.texts().get(label)))
                        .toList(),
                IntStream.range(0, table.columns().size())
                        .mapToObj(column -> Figure.of(
                                row.figures().get(column),
                                table.columns().get(column).style()))
                        .toList());
    }
}
