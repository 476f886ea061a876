package io.leeway.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.AlignedColumn.Figure;
import io.leeway.report.Palette.Look;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import java.util.List;
import java.util.stream.IntStream;

/** A result table in HTML: figures aligned at their points, explanations below, and buttons that copy it as text. */
final class HtmlTable {
    private final ResultTable table;
    private final String id;
    private final List<Look> looks;
    private final List<AlignedColumn> figures;
    private final StringBuilder html = new StringBuilder();

    private HtmlTable(ResultTable table, Palette palette, String id) {
        this.table = table;
        this.id = id;
        this.looks = palette.looks(table.rows().stream().map(Row::name).toList());
        this.figures = IntStream.range(0, table.columns().size())
                .mapToObj(column -> AlignedColumn.of(table, column))
                .toList();
    }

    static String of(ResultTable table, Palette palette, String id) {
        HtmlTable result = new HtmlTable(table, palette, id);
        result.appendTable();
        result.appendRemarks();
        result.appendCopies();
        return result.html.toString();
    }

    private void appendTable() {
        html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(Html.text(table.title()))
                .append("\">\n<table>\n<thead><tr><th scope=\"col\">")
                .append(Html.text(table.rowTitle()))
                .append("</th>");
        for (Column column : table.columns()) {
            html.append("<th scope=\"col\" class=\"figure\">")
                    .append(heading(column))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.rows().size(); row++) {
            html.append("<tr><th scope=\"row\"><span class=\"name\">")
                    .append(swatch(looks.get(row)))
                    .append(Html.text(table.rows().get(row).name()))
                    .append("</span></th>");
            for (AlignedColumn column : figures) {
                html.append("<td class=\"figure\">").append(figure(column, row)).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    static String swatch(Look look) {
        return "<span class=\"swatch\" style=\"background:" + look.colour() + "\"></span>";
    }

    private static String heading(Column column) {
        String unit = column.unit() == null ? "" : " <span class=\"unit\">" + Html.text(column.unit()) + "</span>";
        String arrow = column.better().arrow().strip();
        String direction = arrow.isEmpty()
                ? ""
                : "\u00A0<span class=\"arrow\" role=\"img\" aria-label=\""
                        + column.better().words().strip() + "\">" + arrow + "</span>";
        return Html.text(column.name()) + direction + unit;
    }

    private static String figure(AlignedColumn column, int row) {
        Figure figure = column.figures().get(row);
        String value =
                part("whole", figure.whole(), column.whole()) + part("fraction", figure.fraction(), column.fraction());
        if (column.errorWhole() == 0) {
            return value;
        }
        String sign = figure.hasError() ? " ± " : "   ";
        return value + "<span class=\"error\"><span class=\"sign\">" + sign + "</span>"
                + part("whole", figure.errorWhole(), column.errorWhole())
                + part("fraction", figure.errorFraction(), column.errorFraction()) + "</span>";
    }

    private static String part(String kind, String text, int width) {
        return width == 0 ? "" : "<span class=\"" + kind + "\" style=\"min-width:" + width + "ch\">" + text + "</span>";
    }

    private void appendRemarks() {
        if (!table.caption().isBlank()) {
            html.append("<p class=\"caption\">")
                    .append(Html.text(table.caption()))
                    .append("</p>\n");
        }
        html.append("<dl class=\"columns\">\n");
        for (Column column : table.columns()) {
            html.append("<div><dt>")
                    .append(Html.text(column.name()))
                    .append("</dt><dd>")
                    .append(Html.text(column.explanation()))
                    .append(column.better().words())
                    .append("</dd></div>\n");
        }
        html.append("</dl>\n");
        for (String sentence : Omissions.sentences(table)) {
            html.append("<p class=\"caption\">").append(Html.text(sentence)).append("</p>\n");
        }
    }

    private void appendCopies() {
        ObjectNode copies = JsonNodeFactory.instance.objectNode();
        copies.put("markdown", TextTable.markdown(table)).put("csv", TextTable.csv(table));
        html.append("<script type=\"application/json\" id=\"" + id + "-copies\">")
                .append(Html.json(copies.toString()))
                .append("</script>\n<p class=\"copies\" hidden>");
        html.append("<button type=\"button\" data-source=\"" + id + "-copies\" data-format=\"markdown\">")
                .append("Copy as Markdown</button> ");
        html.append("<button type=\"button\" data-source=\"" + id + "-copies\" data-format=\"csv\">")
                .append("Copy as CSV</button> <span role=\"status\"></span></p>\n");
    }
}
