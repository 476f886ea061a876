package io.leeway.spi.data;

import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task of D4RL (Fu et al. 2020), as the name of one of its environments, datasets or files tells:
 * {@code d4rl/infos.py} and the registrations of D4RL's repository.
 *
 * @param scores the returns of a random policy and of an expert, or null where D4RL publishes none
 * @param episodeSteps the time limit, after which D4RL's readers cut where a file marks none
 * @param countsGoals whether returns count what was reached, so that none is above the expert's
 * @param remark where the scores are from, and what they do not fit
 */
public record D4rlTask(@Nullable ReferenceScores scores, int episodeSteps, boolean countsGoals, String remark) {
    private static final String REFERENCES = "D4RL's references";
    private static final String VERSION = "(?:-v(?<version>\\d{1,4}))?";
    private static final Pattern LOCOMOTION = Pattern.compile(
            "(?<robot>halfcheetah|hopper|walker(?:2d)?|ant)(?<data>-random|-medium|-expert|-medium-replay"
                    + "|-full-replay|-medium-expert|-random-expert|-mixed)?" + VERSION);
    private static final Pattern MAZE = Pattern.compile(
            "maze2d-(?<eval>eval-)?(?<size>open|umaze|medium|large)(?<reward>-sparse|-dense)?" + VERSION);
    private static final Pattern ANT_MAZE = Pattern.compile("antmaze-(?<eval>eval-)?(?<size>umaze|umaze-diverse"
            + "|(?:medium|large)-(?:play|diverse))(?:-v[0-2])?"
            + "|ant-maze-(?<file>u|big|hardest)-maze-noisy-multistart-(?:true|false)-multigoal-(?:true|false)-sparse"
            + "(?:-fixed)?");
    private static final Pattern KITCHEN =
            Pattern.compile("kitchen-(?:complete|partial|mixed)(?:-v0)?|(?:mini-)?kitchen-microwave-kettle-"
                    + "(?:light-slider|bottomburner-light)-v0");
    private static final Pattern HAND = Pattern.compile("(?<hand>pen|hammer|door|relocate)(?:-(?:human|cloned|expert)"
            + "(?:-v[01])?|-human(?<long>-longhorizon)(?:-v[01])?|-v0-(?:demos|expert)-clipped"
            + "|-demos-v0-bc-combined)");

    private static final Map<String, ReferenceScores> ROBOTS = Map.of(
            "halfcheetah", new ReferenceScores(-280.178953, 12135.0),
            "hopper", new ReferenceScores(-20.272305, 3234.3),
            "walker2d", new ReferenceScores(1.629008, 4592.3),
            "ant", new ReferenceScores(-325.6, 3879.7));
    private static final Map<String, ReferenceScores> MAZES = Map.of(
            "open", new ReferenceScores(0.01, 20.66),
            "umaze", new ReferenceScores(23.85, 161.86),
            "medium", new ReferenceScores(13.13, 277.39),
            "large", new ReferenceScores(6.7, 273.99),
            "open-dense", new ReferenceScores(11.17817, 27.166538620695782),
            "umaze-dense", new ReferenceScores(68.537689, 193.66285642381482),
            "medium-dense", new ReferenceScores(44.264742, 297.4552547777125),
            "large-dense", new ReferenceScores(30.569041, 303.4857382709002));
    private static final Map<String, ReferenceScores> HANDS = Map.of(
            "pen", new ReferenceScores(96.262799, 3076.8331017826877),
            "hammer", new ReferenceScores(-274.856578, 12794.134825156867),
            "door", new ReferenceScores(-56.512833, 2880.5693087298737),
            "relocate", new ReferenceScores(-6.425911, 4233.877797728884));
    private static final Map<String, Integer> LONG = Map.of("pen", 200, "hammer", 600, "door", 300, "relocate", 500);

    /**
     * Returns the task that has a name, which is compared whole: {@code hopper-medium-v2} and {@code HalfCheetah-v5}
     * are known, {@code hopper-hop-v1} is not.
     *
     * @param name of an environment, a dataset or a file; a file's ending, capitals and underscores do not count
     */
    public static Optional<D4rlTask> of(String name) {
        String text =
                name.toLowerCase(Locale.ROOT).replaceAll("\\.(hdf5|h5)$", "").replace('_', '-');
        return locomotion(text)
                .or(() -> maze(text))
                .or(() -> antMaze(text))
                .or(() -> KITCHEN.matcher(text).matches()
                        ? Optional.of(new D4rlTask(new ReferenceScores(0, 4), 280, true, REFERENCES))
                        : Optional.empty())
                .or(() -> hand(text));
    }

    private static Optional<D4rlTask> locomotion(String text) {
        Matcher found = LOCOMOTION.matcher(text);
        if (!found.matches() || (found.group("data") == null && found.group("version") == null)) {
            return Optional.empty();
        }
        String robot = found.group("robot").equals("walker") ? "walker2d" : found.group("robot");
        boolean without = "-random-expert".equals(found.group("data"));
        boolean later = version(found, 0) > 2;
        String remark = later ? "D4RL's references of v2, applied to v" + found.group("version") : REFERENCES;
        return Optional.of(new D4rlTask(without ? null : ROBOTS.get(robot), 1000, false, remark));
    }

    private static Optional<D4rlTask> maze(String text) {
        Matcher found = MAZE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        String size = found.group("size");
        boolean first = size.equals("open") || version(found, 1) == 0;
        int steps =
                switch (size) {
                    case "medium" -> first ? 250 : 600;
                    case "large" -> first ? 600 : 800;
                    default -> first ? 150 : 300;
                };
        boolean scored = found.group("eval") == null && (!first || size.equals("open"));
        String reward = "-dense".equals(found.group("reward")) ? "-dense" : "";
        return Optional.of(new D4rlTask(scored ? MAZES.get(size + reward) : null, steps, false, REFERENCES));
    }

    private static Optional<D4rlTask> antMaze(String text) {
        Matcher found = ANT_MAZE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean small = found.group("file") == null
                ? found.group("size").startsWith("umaze")
                : found.group("file").equals("u");
        ReferenceScores scores = found.group("eval") == null ? new ReferenceScores(0, 1) : null;
        return Optional.of(new D4rlTask(scores, small ? 700 : 1000, true, REFERENCES));
    }

    private static Optional<D4rlTask> hand(String text) {
        Matcher found = HAND.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        String hand = found.group("hand");
        boolean longer = found.group("long") != null;
        int steps = longer ? LONG.getOrDefault(hand, 0) : hand.equals("pen") ? 100 : 200;
        return Optional.of(new D4rlTask(longer ? null : HANDS.get(hand), steps, false, REFERENCES));
    }

    private static int version(Matcher found, int otherwise) {
        String version = found.group("version");
        return version == null ? otherwise : Integer.parseInt(version);
    }
}
