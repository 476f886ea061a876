package io.leeway.wiring.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The names that a user may have meant, by the number of letters that are wrong, missing, too many or swapped. */
public final class Nearest {
    private Nearest() {}

    /** Returns the candidate nearest to {@code given}, if any is near enough to be a slip of the hand. */
    public static Optional<String> to(String given, Collection<String> candidates) {
        String written = given.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> distance(written, candidate) <= tolerance(written, candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(written, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns " Did you mean 'x'?" or an empty text. */
    public static String question(String given, Collection<String> candidates) {
        return to(given, candidates)
                .map(near -> " Did you mean '" + near + "'?")
                .orElse("");
    }

    private static int tolerance(String given, String candidate) {
        return Math.max(1, Math.min(given.length(), candidate.length()) / 3);
    }

    /** The distance of Damerau and Levenshtein, with swaps of neighbours only. */
    static int distance(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, left, right, i, j);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int cheapest(int[][] table, String left, String right, int i, int j) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(table[i - 1][j - 1] + change, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(cost, table[i - 2][j - 2] + 1) : cost;
    }
}
