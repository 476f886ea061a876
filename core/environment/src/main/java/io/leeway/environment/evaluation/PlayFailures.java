package io.leeway.environment.evaluation;

import io.leeway.spi.Progress;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.support.Patience;
import java.util.ArrayList;
import java.util.List;

/** The failures of a play's environments: how often each place may fail, and what is said of it. */
final class PlayFailures {
    private final Quota quota;
    private final Progress progress;
    private final Patience patience;
    private final List<String> givenUp = new ArrayList<>();

    PlayFailures(Quota quota, Progress progress, Patience patience) {
        this.quota = quota;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Takes note of a failure of a place, whose episodes were given up.
     *
     * @param names of the episodes
     * @param times how often the place has failed
     * @param places how many there are
     * @return whether it may try again
     * @throws EnvironmentException if no place may
     */
    boolean mayGoOn(EnvironmentException failure, String names, int times, int places) {
        String text = String.valueOf(failure.getMessage());
        if (times <= quota.retries()) {
            progress.say(names + " failed (" + text + "); playing again, retry " + times + " of " + quota.retries());
            return true;
        }
        givenUp.add(text);
        if (givenUp.size() == places) {
            throw gaveUp(failure, names);
        }
        progress.say(names + " failed (" + text + ") after " + quota.retries()
                + " retries; it is left out until the next evaluation, and the others go on");
        return false;
    }

    /** Waits before a place tries again. */
    void pause(EnvironmentException failure, int times) {
        if (failure.kind() != EnvironmentException.Kind.ENVIRONMENT_ERROR) {
            patience.pauseAfter(times);
        }
    }

    private EnvironmentException gaveUp(EnvironmentException failure, String names) {
        String text = String.join("; ", givenUp);
        String where = givenUp.size() == 1 ? "" : " in each of " + givenUp.size() + " places";
        return new EnvironmentException(
                failure.kind(),
                names + " failed with " + failure.kind().words() + " after " + quota.retries()
                        + " retries" + where + " (evaluation.retries; 'leeway evaluate --retries N'): " + text
                        + (text.endsWith(".") ? " " : ". ")
                        + remedy(failure.kind()),
                failure);
    }

    private String remedy(EnvironmentException.Kind kind) {
        return switch (kind) {
            case ENVIRONMENT_ERROR -> "The environment itself fails: its log may say why.";
            case TIMEOUT ->
                "Give it longer, or step fewer environments at once (evaluation.at-once is " + quota.atOnce() + ").";
            case LOST_SESSION ->
                "See that the server is up and reachable ('leeway env ping'), and whether its machine is"
                        + " short of memory.";
        };
    }
}
