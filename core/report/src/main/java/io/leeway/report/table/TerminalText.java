package io.leeway.report.table;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Text as a terminal shows it: free of control characters, and measured in cells. */
final class TerminalText {
    private static final int REPLACEMENT = 0xFFFD;

    private TerminalText() {}

    /** Returns the text on one line, with what would steer the terminal replaced by "�". */
    static String clean(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .map(point ->
                        point == '\n' || point == '\r' || point == '\t' ? ' ' : steers(point) ? REPLACEMENT : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    /** Returns how many cells the text takes. */
    static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** Breaks a text at its spaces into lines of at most {@code width} cells, save for words that are wider. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && width(line.toString()) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int width(int point) {
        return Math.max(0, WCWidth.wcwidth(point));
    }

    private static boolean steers(int point) {
        boolean direction = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        return direction
                || Character.isISOControl(point)
                || Character.getType(point) == Character.SURROGATE
                || point == 0x2028
                || point == 0x2029;
    }
}
