package io.leeway.report;

import io.leeway.report.ResultTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The colour, dash and shape of every name in a report: Okabe and Ito's colours, which the colour-blind tell apart. */
public final class Palette {
    /**
     * The marks that tell a series from the others: a colour, dash lengths (empty for a solid line), and a Vega symbol.
     */
    public record Look(String colour, List<Integer> dash, String shape) {}

    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8A8A8A");
    private static final List<List<Integer>> DASHES =
            List.of(List.of(), List.of(7, 3), List.of(2, 2), List.of(9, 3, 2, 3), List.of(4, 4));
    private static final List<String> SHAPES =
            List.of("circle", "square", "triangle-up", "diamond", "cross", "triangle-down");

    private final Map<String, Integer> indices = new LinkedHashMap<>();

    /** Numbers the rows of tables first, then the groups of maps. */
    public static Palette of(Report report) {
        Palette palette = new Palette();
        for (Section section : report.sections()) {
            if (section instanceof ResultTable table) {
                table.rows().stream().map(Row::name).forEach(palette::add);
            } else if (section instanceof DataTable table && table.coloured()) {
                table.rows().stream().map(DataTable.Row::name).forEach(palette::add);
            }
        }
        for (Section section : report.sections()) {
            if (section instanceof TrajectoryMap map) {
                map.groups().forEach(group -> palette.add(group.name()));
            }
        }
        return palette;
    }

    /** Returns a look for each name; those that only this chart knows come after the report's own. */
    public List<Look> looks(List<String> names) {
        List<Look> looks = new ArrayList<>();
        int next = indices.size();
        for (String name : names) {
            Integer known = indices.get(name);
            looks.add(look(known == null ? next++ : known));
        }
        return looks;
    }

    private void add(String name) {
        indices.putIfAbsent(name, indices.size());
    }

    private static Look look(int index) {
        return new Look(
                COLOURS.get(index % COLOURS.size()),
                DASHES.get(index % DASHES.size()),
                SHAPES.get(index % SHAPES.size()));
    }
}
