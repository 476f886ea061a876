package io.leeway.report.table;

import io.leeway.report.Cell;
import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Column;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column's figures taken apart at their decimal points, with the widths that line them up.
 *
 * @param figures one a row
 * @param whole the widest part before the point
 * @param fraction the widest part from the point on
 * @param errorWhole the same of the standard errors; 0 where there is none
 * @param errorFraction the same of the standard errors
 */
public record AlignedColumn(List<Figure> figures, int whole, int fraction, int errorWhole, int errorFraction) {
    private static final String MISSING = "–";
    private static final String SIGN = " ± ";

    /** A figure as text: its parts before and from the decimal point on, and those of its error, empty where absent. */
    public record Figure(String whole, String fraction, String errorWhole, String errorFraction) {
        static Figure of(Cell cell, NumberStyle style) {
            if (!cell.present()) {
                return new Figure(MISSING, "", "", "");
            }
            String value = style.value(cell.value());
            String error = cell.hasError() ? style.error(cell.value(), cell.standardError()) : "";
            int point = point(value);
            int errorPoint = point(error);
            return new Figure(
                    value.substring(0, point),
                    value.substring(point),
                    error.substring(0, errorPoint),
                    error.substring(errorPoint));
        }

        private static int point(String number) {
            return IntStream.range(0, number.length())
                    .filter(index -> number.charAt(index) == '.' || number.charAt(index) == 'e')
                    .findFirst()
                    .orElse(number.length());
        }

        /** Returns whether there is an error. */
        public boolean hasError() {
            return !errorWhole.isEmpty();
        }

        String compact() {
            return whole + fraction + (hasError() ? SIGN + errorWhole + errorFraction : "");
        }
    }

    /** Takes the figures of one column apart. */
    public static AlignedColumn of(ResultTable table, int index) {
        Column column = table.columns().get(index);
        List<Figure> figures = table.rows().stream()
                .map(row -> Figure.of(row.cells().get(index), column.style()))
                .toList();
        return new AlignedColumn(
                figures,
                widest(figures.stream().map(Figure::whole).toList()),
                widest(figures.stream().map(Figure::fraction).toList()),
                widest(figures.stream().map(Figure::errorWhole).toList()),
                widest(figures.stream().map(Figure::errorFraction).toList()));
    }

    /** Returns the width that every {@link #padded} figure has. */
    int width() {
        return whole + fraction + (errorWhole > 0 ? SIGN.length() + errorWhole + errorFraction : 0);
    }

    /** Returns a row's figure with spaces that put its points under those of the other rows. */
    String padded(int row) {
        Figure figure = figures.get(row);
        String value = " ".repeat(whole - figure.whole().length())
                + figure.whole()
                + figure.fraction()
                + " ".repeat(fraction - figure.fraction().length());
        if (!figure.hasError()) {
            return value + " ".repeat(width() - value.length());
        }
        return value
                + SIGN
                + " ".repeat(errorWhole - figure.errorWhole().length())
                + figure.errorWhole()
                + figure.errorFraction()
                + " ".repeat(errorFraction - figure.errorFraction().length());
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }
}
