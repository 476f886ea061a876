package io.leeway.wiring.keys;

import java.util.Locale;

/** Java's names as users write them. */
public final class KebabCase {
    private KebabCase() {}

    /** Returns {@code held-out} for {@code heldOut}, and {@code dataset-source} for {@code DatasetSource}. */
    public static String ofCamelCase(String name) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter) && i > 0) {
                result.append('-');
            }
            result.append(Character.toLowerCase(letter));
        }
        return result.toString();
    }

    /** Returns {@code next-step} for the enum constant {@code NEXT_STEP}. */
    public static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what users call a kind of component: {@code dataset-source}. */
    public static String ofKind(Class<?> kind) {
        return ofCamelCase(kind.getSimpleName());
    }

    /** Returns a kind's name as words of a sentence: {@code dataset source}. */
    public static String wordsOfKind(Class<?> kind) {
        return ofKind(kind).replace('-', ' ');
    }
}
