package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Transitions;
import java.util.List;
import java.util.function.Supplier;

/**
 * The calibration of terminal flags: how many there are, and how often they are what the environment's own step says.
 */
final class TerminalsMeasure implements Measure {
    private final Supplier<TrueSteps> steps;

    /** Prepares to measure with what gives true steps, which may fail. */
    TerminalsMeasure(Supplier<TrueSteps> steps) {
        this.steps = steps;
    }

    @Override
    public String title() {
        return "Terminals";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure("terminal_share", "Terminals", Better.LIKE_DATA, "Share of transitions that are terminal"),
                new Figure(
                        "terminal_agreement",
                        "Terminals agreed",
                        Better.HIGHER,
                        "Share of transitions whose terminal flag is the environment's own"),
                new Figure(
                        "terminal_precision",
                        "Terminals right",
                        Better.HIGHER,
                        "Share of terminal transitions where the environment terminates too"),
                new Figure(
                        "terminal_recall",
                        "Terminals found",
                        Better.HIGHER,
                        "Share of the environment's terminations that are terminal"));
    }

    @Override
    public Findings of(Subject subject) {
        Transitions given = subject.transitions();
        int flagged = 0;
        for (float terminal : given.terminals()) {
            flagged += terminal > 0.5f ? 1 : 0;
        }
        Findings findings = Findings.none().figure("terminal_share", (double) flagged / given.count());
        try {
            compare(given, steps.get().of(subject), findings);
        } catch (LeewayException withoutOracle) {
            // said once, where errors are measured
        }
        return findings;
    }

    private static void compare(Transitions given, TrueSteps.Outcomes truth, Findings findings) {
        double same = 0;
        double known = 0;
        double both = 0;
        double flagged = 0;
        double terminated = 0;
        for (int row = 0; row < given.count(); row++) {
            if (truth.known()[row]) {
                boolean flag = given.terminals()[row] > 0.5f;
                boolean ended = truth.terminated()[row];
                known++;
                same += flag == ended ? 1 : 0;
                both += flag && ended ? 1 : 0;
                flagged += flag ? 1 : 0;
                terminated += ended ? 1 : 0;
            }
        }
        findings.figure("terminal_agreement", same / known);
        findings.figure("terminal_precision", both / flagged);
        findings.figure("terminal_recall", both / terminated);
    }
}
