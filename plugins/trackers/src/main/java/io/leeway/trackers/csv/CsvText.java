package io.leeway.trackers.csv;

import java.util.ArrayList;
import java.util.List;

/** The text of a table as in RFC 4180, with line feeds alone at the ends of rows. */
final class CsvText {
    private CsvText() {}

    /** Returns a row as a line with its end, with blank cells behind its own up to a number of columns. */
    static String line(List<String> cells, int columns) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            if (column > 0) {
                line.append(',');
            }
            line.append(column < cells.size() ? quoted(cells.get(column)) : "");
        }
        return line.append('\n').toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Returns the rows of a text whose every row has its end. */
    static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inQuotes && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                inQuotes = !inQuotes;
            } else if (!inQuotes && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
