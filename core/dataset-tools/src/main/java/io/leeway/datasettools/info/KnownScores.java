package io.leeway.datasettools.info;

import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The returns of a random policy and of an expert that D4RL publishes (Fu et al. 2020). */
final class KnownScores {
    private static final Pattern LOCOMOTION = Pattern.compile("(halfcheetah|hopper|walker2d|ant)[-_].*?v(\\d+)");
    private static final Pattern MAZE =
            Pattern.compile("maze2d[-_](umaze|medium|large)((?:[-_]sparse|[-_]dense)?)[-_]v\\d+");
    private static final Map<String, ReferenceScores> SCORES = Map.of(
            "halfcheetah", new ReferenceScores(-280.178953, 12135.0),
            "hopper", new ReferenceScores(-20.272305, 3234.3),
            "walker2d", new ReferenceScores(1.629008, 4592.3),
            "ant", new ReferenceScores(-325.6, 3879.7),
            "maze2d-umaze", new ReferenceScores(23.85, 161.86),
            "maze2d-medium", new ReferenceScores(13.13, 277.39),
            "maze2d-large", new ReferenceScores(6.7, 273.99),
            "maze2d-umaze-dense", new ReferenceScores(68.537689, 193.66285642381482),
            "maze2d-medium-dense", new ReferenceScores(44.264742, 297.4552547777125),
            "maze2d-large-dense", new ReferenceScores(30.569041, 303.4857382709002));

    private KnownScores() {}

    /**
     * Scores and what to say of them.
     *
     * @param scores the references
     * @param remark where they are from, and what they do not fit
     */
    record Known(ReferenceScores scores, String remark) {}

    /** Returns those of an environment, or of a dataset that is named as D4RL names its own. */
    static Optional<Known> of(String id) {
        String name = id.toLowerCase(Locale.ROOT);
        Matcher locomotion = LOCOMOTION.matcher(name);
        if (locomotion.matches()) {
            String version = locomotion.group(2);
            boolean later = Integer.parseInt("0" + version.substring(0, Math.min(4, version.length()))) > 2;
            String remark = later ? "D4RL's references of v2, applied to v" + version : "D4RL's references";
            return scores(locomotion.group(1), remark);
        }
        Matcher maze = MAZE.matcher(name);
        if (maze.matches()) {
            return scores(
                    "maze2d-" + maze.group(1) + (maze.group(2).endsWith("dense") ? "-dense" : ""), "D4RL's references");
        }
        return Optional.empty();
    }

    private static Optional<Known> scores(String name, String remark) {
        return Optional.ofNullable(SCORES.get(name)).map(scores -> new Known(scores, remark));
    }
}
