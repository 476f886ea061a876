package io.leeway.datasettools.info;

import io.leeway.report.statistics.Distribution;
import io.leeway.report.statistics.StreamingMoments;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statistics of a column over all episodes: each of its first numbers by itself, and the others together. */
public final class ColumnStatistics {
    /** How many numbers of a row are described by themselves. */
    public static final int MOST_NUMBERS = 32;

    private static final int BLOCK = 4096;

    private final String name;
    private final ElementType type;
    private final List<Integer> shape;
    private final StreamingMoments[] moments;
    private final StreamingHistogram[] histograms;
    private final int rowSize;
    private long rows;

    ColumnStatistics(String name, Column first) {
        this.name = name;
        type = first.type();
        shape = first.shape();
        rowSize = first.rowSize();
        int single = Math.min(rowSize, MOST_NUMBERS);
        moments = new StreamingMoments[rowSize > single ? single + 1 : single];
        histograms = new StreamingHistogram[moments.length];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = new StreamingMoments();
            histograms[i] = new StreamingHistogram();
        }
    }

    void add(Column column) {
        rows += column.rows();
        double[] numbers = numbers(column);
        double[] block = new double[Math.min(BLOCK, numbers.length)];
        for (int place = 0; place < moments.length; place++) {
            int last = place == MOST_NUMBERS ? rowSize : place + 1;
            int count = 0;
            for (int row = 0; row < numbers.length; row += rowSize) {
                for (int number = place; number < last; number++) {
                    block[count++] = numbers[row + number];
                    if (count == block.length) {
                        add(place, block, count);
                        count = 0;
                    }
                }
            }
            add(place, block, count);
        }
    }

    private static double[] numbers(Column column) {
        double[] numbers = new double[column.size()];
        if (column.type() == ElementType.FLOAT32) {
            FloatBuffer stored = column.bytes().asFloatBuffer();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = stored.get(i);
            }
        } else {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = column.real(i);
            }
        }
        return numbers;
    }

    private void add(int place, double[] block, int count) {
        histograms[place].add(block, count);
        moments[place].add(block, count);
    }

    /**
     * Statistics of one number of the rows, or of several together.
     *
     * @param label the column's name, with the number's place where a row has several
     * @param moments of its values
     * @param histogram of its values
     */
    public record Part(String label, StreamingMoments moments, StreamingHistogram histogram) {}

    /** Returns each number of a row, and the rest of a wide one as the last. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < moments.length; i++) {
            boolean rest = i == MOST_NUMBERS;
            String place = rest ? "[" + i + "…" + (rowSize - 1) + "]" : "[" + i + "]";
            parts.add(new Part(rowSize == 1 ? name : name + place, moments[i], histograms[i]));
        }
        return parts;
    }

    /** Returns the column's name. */
    public String name() {
        return name;
    }

    /** Returns the numbers' type as NumPy names it. */
    public String type() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Returns a row's shape. */
    public List<Integer> shape() {
        return shape;
    }

    /** Returns how many rows there were. */
    public long rows() {
        return rows;
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("type", type());
        tree.put("shape", shape);
        tree.put("rows", rows);
        List<Map<String, @Nullable Object>> numbers = new ArrayList<>();
        for (Part part : parts()) {
            Map<String, @Nullable Object> number = new LinkedHashMap<>();
            number.put("label", part.label());
            number.put("min", Distribution.finite(part.moments().minimum()));
            number.put("mean", Distribution.finite(part.moments().mean()));
            number.put("sd", Distribution.finite(part.moments().deviation()));
            number.put("max", Distribution.finite(part.moments().maximum()));
            number.put("not_finite", part.moments().notFinite());
            numbers.add(number);
        }
        tree.put("numbers", numbers);
        return tree;
    }
}
