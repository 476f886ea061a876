package io.leeway.cli.dataset;

import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.datasettools.rewriting.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The wording of the results of commands on datasets. */
final class DatasetText {
    private DatasetText() {}

    /** Returns {@code 1 step} or {@code 1,000 steps}. */
    static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    static String count(long number, String one, String several) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
    }

    /** Returns what was written, in a sentence, and then a line for each remark. */
    static String of(Written written) {
        String remarks =
                written.remarks().stream().map(remark -> "\n  " + remark).collect(Collectors.joining());
        return "Wrote " + written.dataset().path() + " (" + written.dataset().formatName() + "): "
                + count(written.episodes(), "episode") + ", " + count(written.steps(), "step") + ", mean return "
                + Figures.text(written.meanReturn()) + "." + remarks;
    }

    /** Returns what there is to say of how a dataset was read, with a heading; nothing where there is nothing. */
    static List<String> remarks(List<String> remarks) {
        List<String> lines = new ArrayList<>();
        if (!remarks.isEmpty()) {
            lines.add("");
            lines.add("Remarks");
            remarks.forEach(remark -> lines.add("  " + remark));
        }
        return lines;
    }

    /** Returns one line a row, cells from a column on aligned at their ends; the first row is a heading. */
    static List<String> table(List<List<String>> rows, int firstNumber) {
        List<List<String>> padded = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>(row.subList(0, firstNumber));
            for (int column = firstNumber; column < row.size(); column++) {
                int index = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(index).length())
                        .max()
                        .orElse(0);
                cells.add(" ".repeat(width - row.get(column).length()) + row.get(column));
            }
            padded.add(cells);
        }
        return Columns.align(padded);
    }
}
