package io.leeway.datasettools.verification;

import java.util.Locale;

/** A rule that a sound dataset keeps to, or a note that is worth knowing of a sound one. */
public enum Rule {
    UNREADABLE(true, "the dataset cannot be read to its end"),
    COLUMNS_DIFFER(true, "columns differ from those of the first episode"),
    SPACE_MISMATCH(true, "columns do not fit the space that the dataset names"),
    NOT_A_NUMBER(true, "values are not numbers"),
    INFINITE(true, "values are infinite"),
    OUTSIDE_SPACE(true, "values are outside their space"),
    ACTION_BEYOND_ONE(true, "actions are outside [-1, 1], and the dataset names no bounds"),
    BEYOND_FLOAT32(true, "values are too great for float32, which agents learn from"),
    FLAG_BEFORE_END(true, "flags are set before the last step of an episode"),
    OBSERVATION_JUMP(true, "next observations are not the observations that follow"),
    OBSERVATION_LEAP(
            true,
            "steps change observations as resets do, which no flag marks (where the format has a key for where episodes"
                    + " end, set it: --format-set episode-steps=N)"),
    DUPLICATE_EPISODE(true, "episodes repeat an earlier one"),
    INFO_NOT_FINITE(false, "infos are infinite or not numbers"),
    BOTH_FLAGS(false, "episodes both terminate and are truncated at the last step"),
    NO_END(false, "episodes neither terminate nor are truncated"),
    ONE_STEP(false, "episodes have one step"),
    FROZEN(false, "stretches of at least 10 identical observations"),
    DUPLICATE_STEP(false, "steps repeat an earlier one"),
    CONSTANT_REWARD(false, "all rewards are equal"),
    CONSTANT_COLUMN(false, "numbers never vary"),
    REMARK(false, "what reading it left out or decided"),
    NOT_CHECKED(false, "not all of it was checked");

    private final boolean problem;
    private final String sentence;

    Rule(boolean problem, String sentence) {
        this.problem = problem;
        this.sentence = sentence;
    }

    /** Returns whether a dataset that breaks it is not sound; otherwise it is a note. */
    public boolean problem() {
        return problem;
    }

    /** Returns what is said of what breaks it. */
    public String sentence() {
        return sentence;
    }

    /** Returns its name for scripts, such as {@code flag-before-end}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
