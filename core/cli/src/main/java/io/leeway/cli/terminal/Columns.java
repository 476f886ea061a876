package io.leeway.cli.terminal;

import java.util.List;

/** Columns of text, aligned. */
public final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /** Returns one line a row, each column as wide as its widest cell; all rows have as many cells. */
    public static List<String> align(List<List<String>> rows) {
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int index = column;
            int width = rows.stream()
                    .mapToInt(other -> other.get(index).length())
                    .max()
                    .orElse(0);
            String cell = row.get(column);
            line.append(column == 0 ? "" : GAP).append(cell).append(" ".repeat(width - cell.length()));
        }
        return line.toString().stripTrailing();
    }
}
