package io.leeway.report.table;

import io.leeway.report.Cell;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A result table as text: aligned for a terminal, as Markdown, or as CSV. Lines end with "\n". */
public final class TextTable {
    private static final String GAP = "   ";
    private static final int LINE = 100;

    private TextTable() {}

    /**
     * Returns the table for a terminal, without colours: figures aligned at their decimal points, then the caption,
     * what each column means and why figures are missing.
     */
    public static String plain(ResultTable table) {
        List<List<String>> columns = new ArrayList<>();
        columns.add(nameColumn(table));
        for (int column = 0; column < table.columns().size(); column++) {
            columns.add(figureColumn(table, column));
        }
        StringBuilder text = new StringBuilder(grid(columns, table.rows().size()));
        List<String> remarks = remarks(table);
        if (!remarks.isEmpty()) {
            text.append('\n');
        }
        for (String remark : remarks) {
            List<String> lines = TerminalText.wrap(TerminalText.clean(remark), LINE);
            text.append(String.join("\n  ", lines)).append('\n');
        }
        return text.toString();
    }

    /** Returns the table as Markdown, with the same remarks as {@link #plain} in a list. */
    public static String markdown(ResultTable table) {
        List<AlignedColumn> figures = figures(table);
        StringBuilder text = new StringBuilder("| " + escaped(table.rowTitle()) + " |");
        table.columns()
                .forEach(column ->
                        text.append(' ').append(escaped(column.heading())).append(" |"));
        text.append("\n|:--|").append("--:|".repeat(figures.size())).append('\n');
        for (int row = 0; row < table.rows().size(); row++) {
            text.append("| ").append(escaped(table.rows().get(row).name())).append(" |");
            for (AlignedColumn column : figures) {
                text.append(' ').append(column.figures().get(row).compact()).append(" |");
            }
            text.append('\n');
        }
        List<String> remarks = remarks(table);
        if (!remarks.isEmpty()) {
            text.append('\n');
            remarks.forEach(remark -> text.append("- ").append(escaped(remark)).append('\n'));
        }
        return text.toString();
    }

    /** Returns the table as CSV (RFC 4180) at full precision: for each column its value and its standard error. */
    public static String csv(ResultTable table) {
        StringBuilder text = new StringBuilder(quoted(table.rowTitle()));
        for (Column column : table.columns()) {
            String name = column.unit() == null ? column.name() : column.name() + " (" + column.unit() + ")";
            text.append(',').append(quoted(name)).append(',').append(quoted(name + " standard error"));
        }
        text.append('\n');
        for (Row row : table.rows()) {
            text.append(quoted(row.name()));
            for (Cell cell : row.cells()) {
                text.append(',').append(number(cell.value())).append(',').append(number(cell.standardError()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static List<AlignedColumn> figures(ResultTable table) {
        return IntStream.range(0, table.columns().size())
                .mapToObj(column -> AlignedColumn.of(table, column))
                .toList();
    }

    private static List<String> nameColumn(ResultTable table) {
        List<String> names =
                table.rows().stream().map(row -> TerminalText.clean(row.name())).toList();
        String title = TerminalText.clean(table.rowTitle());
        int width = Math.max(TerminalText.width(title), widest(names));
        List<String> lines = new ArrayList<>();
        lines.add(TerminalText.padRight(title, width));
        names.forEach(name -> lines.add(TerminalText.padRight(name, width)));
        return lines;
    }

    /** Returns the heading's lines, right-aligned, and then the figures, all of one width. */
    private static List<String> figureColumn(ResultTable table, int index) {
        AlignedColumn figures = AlignedColumn.of(table, index);
        String heading = TerminalText.clean(table.columns().get(index).heading());
        int widestWord = widest(List.of(unbroken(heading).split(" ")));
        List<String> wrapped = TerminalText.wrap(unbroken(heading), Math.max(figures.width(), widestWord));
        List<String> lines = new ArrayList<>(
                wrapped.stream().map(line -> line.replace('\u00A0', ' ')).toList());
        int width = Math.max(figures.width(), widest(lines));
        for (int row = 0; row < table.rows().size(); row++) {
            lines.add(figures.padded(row));
        }
        return lines.stream().map(line -> TerminalText.padLeft(line, width)).toList();
    }

    /** Puts columns of differing heights on one floor, with a rule above the last {@code rows} lines. */
    private static String grid(List<List<String>> columns, int rows) {
        int height = columns.stream().mapToInt(List::size).max().orElseThrow();
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            int fromBottom = height - line;
            lines.add(columns.stream()
                    .map(column -> fromBottom > column.size()
                            ? " ".repeat(TerminalText.width(column.get(0)))
                            : column.get(column.size() - fromBottom))
                    .collect(Collectors.joining(GAP)));
        }
        lines.add(height - rows, "─".repeat(widest(Collections.unmodifiableList(lines))));
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static List<String> remarks(ResultTable table) {
        List<String> remarks = new ArrayList<>();
        if (!table.caption().isBlank()) {
            remarks.add(table.caption());
        }
        for (Column column : table.columns()) {
            remarks.add(column.name() + column.better().words() + ": " + column.explanation());
        }
        remarks.addAll(Omissions.sentences(table));
        return remarks;
    }

    /** Keeps the arrow with the word before it. */
    private static String unbroken(String heading) {
        return heading.replace(" ↑", "\u00A0↑").replace(" ↓", "\u00A0↓");
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(TerminalText::width).max().orElse(0);
    }

    static String escaped(String text) {
        return TerminalText.clean(text).replaceAll("([\\\\`*_\\[\\]<>|])", "\\\\$1");
    }

    static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
