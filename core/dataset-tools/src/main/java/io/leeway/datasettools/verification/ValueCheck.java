package io.leeway.datasettools.verification;

import io.leeway.datasettools.EpisodeLoop;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space.ElementType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The check of every value by itself. */
final class ValueCheck implements EpisodeLoop.Visitor {
    private final Findings findings;
    private final Map<String, SpaceBounds> bounds = new LinkedHashMap<>();

    ValueCheck(Findings findings, DatasetDescription description) {
        this.findings = findings;
        bounds.putAll(SpaceBounds.of(Episode.OBSERVATIONS, description.observationSpace()));
        bounds.putAll(SpaceBounds.of(Episode.ACTIONS, description.actionSpace()));
    }

    @Override
    public void visit(int index, Episode episode) {
        episode.columns().forEach((name, column) -> check(index, name, column));
        bounds.forEach((name, each) -> {
            Column column = episode.columns().get(name);
            if (column == null || !each.fits(column)) {
                findings.add(
                        Rule.SPACE_MISMATCH,
                        () -> "episode " + index + ": " + name + " needs " + each.low().length + " numbers a row, but "
                                + (column == null ? "is missing" : "has " + column.rowSize()));
            }
        });
    }

    private void check(int index, String name, Column column) {
        boolean action = under(name, Episode.ACTIONS);
        boolean learned = action || under(name, Episode.OBSERVATIONS) || name.equals(Episode.REWARDS);
        boolean real = column.type().isReal();
        SpaceBounds known = bounds.get(name);
        SpaceBounds fitting = known != null && known.fits(column) ? known.roundedFor(column.type()) : null;
        boolean unit = action && real && (fitting == null || fitting.unbounded());
        if (!real && fitting == null) {
            return;
        }
        for (int i = 0; i < column.size(); i++) {
            double value = column.real(i);
            Rule rule = Double.isFinite(value)
                    ? finite(value, i % column.rowSize(), column.type(), fitting, unit, learned)
                    : notFinite(value, learned);
            if (rule != null) {
                int place = i;
                findings.add(rule, () -> place(index, name, column, place, rule, fitting));
            }
        }
    }

    private static Rule notFinite(double value, boolean learned) {
        return !learned ? Rule.INFO_NOT_FINITE : Double.isNaN(value) ? Rule.NOT_A_NUMBER : Rule.INFINITE;
    }

    private static @Nullable Rule finite(
            double value, int number, ElementType type, @Nullable SpaceBounds bounds, boolean unit, boolean learned) {
        if (bounds != null && !bounds.contains(number, value)) {
            return Rule.OUTSIDE_SPACE;
        } else if (unit && Math.abs(value) > 1) {
            return Rule.ACTION_BEYOND_ONE;
        }
        boolean tooGreat = learned && type == ElementType.FLOAT64 && !Float.isFinite((float) value);
        return tooGreat ? Rule.BEYOND_FLOAT32 : null;
    }

    private static String place(int index, String name, Column column, int i, Rule rule, @Nullable SpaceBounds bounds) {
        int number = i % column.rowSize();
        String value = column.type().isReal() ? Double.toString(column.real(i)) : Long.toString(column.integer(i));
        String outside = rule == Rule.OUTSIDE_SPACE && bounds != null ? ", outside " + bounds.text(number) : "";
        return Findings.place(index, name, i / column.rowSize(), number, column.rowSize()) + ": " + value + outside;
    }

    static boolean under(String name, String root) {
        return name.equals(root) || name.startsWith(root + "/");
    }
}
