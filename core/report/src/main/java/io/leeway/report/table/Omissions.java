package io.leeway.report.table;

import io.leeway.report.Cell;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The missing figures of a table with their reasons, one sentence a reason. */
public final class Omissions {
    private record Omission(boolean valueMissing, String reason) {}

    private Omissions() {}

    /** Returns one sentence a reason. */
    public static List<String> sentences(ResultTable table) {
        Map<Omission, Map<String, List<String>>> rowsByOmission = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            for (int column = 0; column < row.cells().size(); column++) {
                Cell cell = row.cells().get(column);
                if (cell.reason() != null) {
                    rowsByOmission
                            .computeIfAbsent(new Omission(!cell.present(), cell.reason()), key -> new LinkedHashMap<>())
                            .computeIfAbsent(row.name(), key -> new ArrayList<>())
                            .add(table.columns().get(column).name());
                }
            }
        }
        List<String> sentences = new ArrayList<>();
        rowsByOmission.forEach((omission, rows) ->
                sentences.add(sentence(omission, rows, table.rows().size())));
        return sentences;
    }

    private static String sentence(Omission omission, Map<String, List<String>> columnsByRow, int all) {
        Map<List<String>, List<String>> rowsByColumns = new LinkedHashMap<>();
        columnsByRow.forEach((row, columns) ->
                rowsByColumns.computeIfAbsent(columns, key -> new ArrayList<>()).add(row));
        List<String> places = new ArrayList<>();
        rowsByColumns.forEach(
                (columns, rows) -> places.add((all > 1 && rows.size() == all ? "every row" : String.join(", ", rows))
                        + " (" + String.join(", ", columns) + ")"));
        String what = omission.valueMissing() ? "No value for " : "No standard error for ";
        return what + String.join("; ", places) + ": " + omission.reason() + ".";
    }
}
