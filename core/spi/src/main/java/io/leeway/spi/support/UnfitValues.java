package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A dataset's values that agents cannot learn from, gathered while it is read, to say all at once what is wrong with
 * it: of each array the first value, and how many more there are.
 */
public final class UnfitValues {
    private static final int SHOWN = 10;

    private final String name;
    private final Map<List<String>, Kind> kinds = new LinkedHashMap<>();

    /**
     * Begins without any.
     *
     * @param name what is read, such as a file: the error begins with it
     */
    public UnfitValues(String name) {
        this.name = name;
    }

    /**
     * Adds a value.
     *
     * @param array what it is an element of, such as {@code actions}
     * @param value what it is
     * @param place where it is, such as {@code row 7}
     * @param column of the array's row
     * @param must what it must be, such as {@code finite}
     */
    public void add(String array, Number value, String place, int column, String must) {
        kinds.computeIfAbsent(
                        List.of(array, must),
                        first -> new Kind(array + " has " + value + " in " + place + ", column " + column
                                + ", but must be " + must))
                .count++;
    }

    /**
     * Returns if there are none.
     *
     * @throws LeewayException if there are any
     */
    public void refuse() {
        if (kinds.isEmpty()) {
            return;
        }
        List<String> shown =
                kinds.values().stream().limit(SHOWN).map(Kind::text).toList();
        int more = kinds.size() - shown.size();
        throw new LeewayException(name + ": " + String.join("; ", shown)
                + (more > 0 ? "; and so have " + more + " other columns" : "")
                + ". 'leeway dataset verify' lists every one.");
    }

    /** Values of one array that break one rule. */
    private static final class Kind {
        private final String first;
        private long count;

        Kind(String first) {
            this.first = first;
        }

        String text() {
            return count == 1 ? first : first + ", as must " + String.format(Locale.ROOT, "%,d", count - 1) + " more";
        }
    }
}
