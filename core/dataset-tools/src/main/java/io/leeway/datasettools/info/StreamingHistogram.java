package io.leeway.datasettools.info;

/**
 * Counts of numbers that stream by, in bins whose width is a power of two and doubles when the numbers' range outgrows
 * them. Bins of twice the width hold two of the old ones exactly, so counts are what a second look at all numbers would
 * give.
 */
public final class StreamingHistogram {
    private static final int BINS = 256;
    private static final int LEAST_EXPONENT = -1000;
    private static final double MOST_BINS = 1L << 52;

    private final long[] counts = new long[BINS];
    private int exponent;
    /** 2 to the power of −exponent, by which multiplying is exact. */
    private double perBin;

    private long first;
    private int used;

    /** Counts the first {@code count} numbers. */
    void add(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            double place = Math.floor(values[i] * perBin) - first;
            if (place >= 0 && place < used) {
                counts[(int) place]++;
            } else {
                add(values[i]);
            }
        }
    }

    /** Counts a number; one that is not finite is left out. */
    void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        if (used == 0) {
            begin(value);
        }
        while (Math.abs(value * perBin) >= MOST_BINS) {
            widen();
        }
        long bin = bin(value);
        while (bin - first >= BINS || first + used - 1 - bin >= BINS) {
            widen();
            bin = bin(value);
        }
        if (bin < first) {
            int shift = (int) (first - bin);
            System.arraycopy(counts, 0, counts, shift, used);
            java.util.Arrays.fill(counts, 0, shift, 0);
            first = bin;
            used += shift;
        }
        counts[(int) (bin - first)]++;
        used = Math.max(used, (int) (bin - first) + 1);
    }

    private void begin(double value) {
        setExponent(Math.max(LEAST_EXPONENT, value == 0 ? -60 : Math.getExponent(value) - 40));
        first = bin(value);
        used = 1;
    }

    private void setExponent(int wanted) {
        exponent = wanted;
        perBin = Math.scalb(1.0, -wanted);
    }

    private long bin(double value) {
        return (long) Math.floor(value * perBin);
    }

    private void widen() {
        setExponent(exponent + 1);
        long wideFirst = Math.floorDiv(first, 2);
        long[] wide = new long[BINS];
        for (int i = 0; i < used; i++) {
            wide[(int) (Math.floorDiv(first + i, 2) - wideFirst)] += counts[i];
        }
        used = (int) (Math.floorDiv(first + used - 1, 2) - wideFirst) + 1;
        first = wideFirst;
        System.arraycopy(wide, 0, counts, 0, BINS);
    }

    /** Returns how many bins there are between the least and the greatest number; 0 where none was counted. */
    public int bins() {
        return used;
    }

    /** Returns how many numbers are within [{@link #edge}(bin), edge(bin + 1)). */
    public long count(int bin) {
        return counts[bin];
    }

    /** Returns where a bin begins. */
    public double edge(int bin) {
        return Math.scalb((double) (first + bin), exponent);
    }
}
