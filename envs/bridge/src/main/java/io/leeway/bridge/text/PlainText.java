package io.leeway.bridge.text;

/** A text of the other side, made fit for a log and a terminal: control characters are written by number. */
public final class PlainText {
    private PlainText() {}

    /** Returns the text with its control characters escaped; a line's end stays one line, as {@code \n}. */
    public static String of(String text) {
        return escaped(text, "");
    }

    /** Returns the text with its control characters escaped but for lines' ends and tabs. */
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    private static String escaped(String text, String kept) {
        if (text.codePoints().noneMatch(each -> isControl(each) && kept.indexOf(each) < 0)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (!isControl(each) || kept.indexOf(each) >= 0) {
                shown.appendCodePoint(each);
            } else if (each == '\n') {
                shown.append("\\n");
            } else {
                shown.append(String.format("\\u%04x", each));
            }
        });
        return shown.toString();
    }

    /** Controls, and what turns the direction of text. */
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }
}
