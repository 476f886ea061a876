package io.leeway.report.table;

import io.leeway.report.DataTable;
import io.leeway.report.DataTable.Figure;
import io.leeway.report.DataTable.Row;
import io.leeway.report.ResultTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of many rows as Markdown, LaTeX or CSV. Lines end with "\n". */
public final class DataText {
    private DataText() {}

    /** Returns the table as Markdown, with its caption below. */
    public static String markdown(DataTable table) {
        StringBuilder text = new StringBuilder();
        text.append("| ").append(String.join(" | ", escaped(headings(table)))).append(" |\n|");
        text.append(":--|".repeat(table.labels().size() + 1));
        text.append("--:|".repeat(table.columns().size())).append('\n');
        for (Row row : table.rows()) {
            text.append("| ")
                    .append(String.join(" | ", escaped(texts(table, row))))
                    .append(" |\n");
        }
        return table.caption().isBlank()
                ? text.toString()
                : text.append('\n').append(table.caption()).append('\n').toString();
    }

    /** Returns the table as LaTeX: a {@code tabular} with the rules of the package booktabs, and its caption. */
    public static String latex(DataTable table) {
        StringBuilder text = new StringBuilder("% \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n");
        text.append("  \\begin{tabular}{")
                .append("l".repeat(table.labels().size() + 1))
                .append("r".repeat(table.columns().size()))
                .append("}\n    \\toprule\n");
        text.append("    ").append(latexLine(headings(table))).append("    \\midrule\n");
        for (Row row : table.rows()) {
            text.append("    ").append(latexLine(texts(table, row)));
        }
        text.append("    \\bottomrule\n  \\end{tabular}\n  \\caption{");
        return text.append(latex(table.title() + ". " + table.caption()))
                .append("}\n\\end{table}\n")
                .toString();
    }

    /**
     * Returns the table as CSV (RFC 4180) at full precision: for each column its value, its standard error, and the
     * ends of its 95 % interval, of which those are left out that no row has.
     */
    public static String csv(DataTable table) {
        List<String> headings = new ArrayList<>(List.of(table.rowTitle()));
        table.labels().forEach(label -> headings.add(label.name()));
        List<boolean[]> kinds = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            boolean[] has = new boolean[2];
            for (Row row : table.rows()) {
                has[0] |= !Double.isNaN(row.figures().get(column).standardError());
                has[1] |= !Double.isNaN(row.figures().get(column).low());
            }
            kinds.add(has);
            String name = csvName(table.columns().get(column));
            headings.add(name);
            if (has[0]) {
                headings.add(name + " standard error");
            }
            if (has[1]) {
                headings.add(name + " 95 % from");
                headings.add(name + " 95 % to");
            }
        }
        StringBuilder text = new StringBuilder(csvLine(headings));
        for (Row row : table.rows()) {
            List<String> fields = new ArrayList<>(List.of(row.name()));
            fields.addAll(row.texts());
            for (int column = 0; column < kinds.size(); column++) {
                addNumbers(row.figures().get(column), kinds.get(column), fields);
            }
            text.append(csvLine(fields));
        }
        return text.toString();
    }

    private static void addNumbers(Figure figure, boolean[] has, List<String> fields) {
        fields.add(number(figure.value()));
        if (has[0]) {
            fields.add(number(figure.standardError()));
        }
        if (has[1]) {
            fields.add(number(figure.low()));
            fields.add(number(figure.high()));
        }
    }

    private static List<String> headings(DataTable table) {
        List<String> headings = new ArrayList<>(List.of(table.rowTitle()));
        table.labels().forEach(label -> headings.add(label.name()));
        table.columns().forEach(column -> headings.add(column.heading()));
        return headings;
    }

    private static List<String> texts(DataTable table, Row row) {
        List<String> texts = new ArrayList<>(List.of(row.name()));
        texts.addAll(row.texts());
        IntStream.range(0, table.columns().size())
                .mapToObj(column -> row.figures()
                        .get(column)
                        .text(table.columns().get(column).style()))
                .forEach(texts::add);
        return texts;
    }

    private static String csvName(Column column) {
        return column.unit() == null ? column.name() : column.name() + " (" + column.unit() + ")";
    }

    private static String csvLine(List<String> fields) {
        return fields.stream().map(TextTable::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static List<String> escaped(List<String> texts) {
        return texts.stream().map(TextTable::escaped).toList();
    }

    private static String latexLine(List<String> texts) {
        return texts.stream().map(DataText::latex).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    /** Escapes what LaTeX takes for a command; signs that its default fonts lack become commands. */
    private static String latex(String text) {
        StringBuilder latex = new StringBuilder();
        TerminalText.clean(text).codePoints().forEach(point -> {
            switch (point) {
                case '&', '%', '$', '#', '_', '{', '}' -> latex.append('\\').appendCodePoint(point);
                case '\\' -> latex.append("\\textbackslash{}");
                case '~' -> latex.append("\\textasciitilde{}");
                case '^' -> latex.append("\\textasciicircum{}");
                case '±' -> latex.append("$\\pm$");
                case '−' -> latex.append("$-$");
                case '↑' -> latex.append("$\\uparrow$");
                case '↓' -> latex.append("$\\downarrow$");
                case '–' -> latex.append("--");
                case '·' -> latex.append("$\\cdot$");
                case '∞' -> latex.append("$\\infty$");
                default -> latex.appendCodePoint(point);
            }
        });
        return latex.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
