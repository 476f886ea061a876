package io.leeway.environment.evaluation;

/**
 * The extent of an evaluation: how many episodes are played, how many at once, and how often anew.
 *
 * @param episodes how many an evaluation has, at least 1
 * @param atOnce how many environments are stepped together at most; batches of observations, and with them the last
 *     digits of a policy's actions, depend on it
 * @param retries how often the running episodes may be played again after a failure
 */
public record Quota(int episodes, int atOnce, int retries) {
    private static final int AT_ONCE = 256;
    private static final int RETRIES = 3;

    /** Checks that there is something to play. */
    public Quota {
        if (episodes < 1 || atOnce < 1 || retries < 0) {
            throw new IllegalArgumentException("A quota needs episodes and environments, but was " + episodes
                    + " episodes, " + atOnce + " at once, " + retries + " retries");
        }
    }

    /** Asks for so many episodes, at most 256 at once. */
    public static Quota of(int episodes) {
        return new Quota(episodes, AT_ONCE, RETRIES);
    }

    /**
     * Returns how many environments there are: as few as play the episodes in as few rounds as {@code atOnce} allows.
     */
    int slots() {
        int rounds = (episodes - 1) / atOnce + 1;
        return (episodes - 1) / rounds + 1;
    }
}
