package io.leeway.environment.diagnosis;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.ActionScale;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The environment's own steps from the observations and actions of a subject. A row that the simulator refuses is left
 * out alone: the batch that has it is halved until it is found.
 */
final class TrueSteps {
    private static final int BATCH = 8192;
    private static final int MOST_REFUSED = 32;

    private final DynamicsOracle oracle;
    private final EnvironmentSpec spec;
    private final ActionScale scale;
    /** The rewards of the subject that was asked for last, which tell it from others. */
    private float @Nullable [] latest;

    private @Nullable Outcomes outcomes;

    /**
     * What the environment gives for each row.
     *
     * @param next count × observationSize
     * @param rewards count
     * @param terminated count
     * @param known whether the simulator gave the row a finite outcome
     * @param refusals what it said of others, the first of each kind; empty where it refused none
     */
    record Outcomes(double[] next, double[] rewards, boolean[] terminated, boolean[] known, String refusals) {
        long refused() {
            int unknown = 0;
            for (boolean one : known) {
                unknown += one ? 0 : 1;
            }
            return unknown;
        }
    }

    private TrueSteps(DynamicsOracle oracle, EnvironmentSpec spec) {
        this.oracle = oracle;
        this.spec = spec;
        scale = new ActionScale(spec);
    }

    /**
     * Returns the steps of an environment.
     *
     * @throws LeewayException if there is no environment, or it cannot say the outcome of any action in any observation
     */
    static TrueSteps in(@Nullable Environments environments) {
        if (environments == null) {
            throw new LeewayException("no environment is named, whose true steps they could be compared with");
        }
        String id = environments.spec().id();
        if (!(environments.spec().actionSpace() instanceof Space.Box box)
                || !box.type().isReal()) {
            throw new LeewayException("the actions of " + id + " are no real numbers, which an oracle is asked with");
        }
        DynamicsOracle found = environments
                .oracle()
                .orElseThrow(() -> new LeewayException(
                        id + " has no oracle: it cannot say the outcome of any action in any observation"));
        return new TrueSteps(found, environments.spec());
    }

    /**
     * Returns the steps of a subject; asked again for the same one, they are known.
     *
     * @throws LeewayException if the environment is lost, or its columns are others
     */
    Outcomes of(Subject subject) {
        Outcomes known = outcomes;
        if (known == null || latest != subject.transitions().rewards()) {
            check(subject.transitions());
            known = new Asking(subject.transitions()).outcomes();
            latest = subject.transitions().rewards();
            outcomes = known;
        }
        return known;
    }

    private void check(Transitions transitions) {
        int size = spec.observationSpace().flat().size();
        if (transitions.observationSize() != size || transitions.actionSize() != scale.size()) {
            throw new LeewayException("observations have " + transitions.observationSize() + " columns and actions "
                    + transitions.actionSize() + ", but those of " + spec.id() + " have " + size + " and "
                    + scale.size() + ": name the environment that the data is from");
        }
    }

    /** The asking for all rows of some transitions. */
    private final class Asking {
        private final Transitions transitions;
        private final int size;
        private final Outcomes asked;
        private int refused;
        private String refusal = "";

        Asking(Transitions transitions) {
            this.transitions = transitions;
            size = transitions.observationSize();
            int count = transitions.count();
            asked = new Outcomes(
                    new double[count * size], new double[count], new boolean[count], new boolean[count], "");
        }

        Outcomes outcomes() {
            for (int from = 0; from < transitions.count(); from += BATCH) {
                ask(from, Math.min(transitions.count(), from + BATCH));
            }
            return new Outcomes(asked.next, asked.rewards, asked.terminated, asked.known, refusal);
        }

        private void ask(int from, int to) {
            try {
                answer(from, to);
            } catch (EnvironmentException lost) {
                if (lost.kind() != EnvironmentException.Kind.ENVIRONMENT_ERROR) {
                    throw lost;
                }
                divide(from, to, lost);
            } catch (LeewayException failure) {
                divide(from, to, failure);
            }
        }

        private void divide(int from, int to, LeewayException failure) {
            if (to - from > 1 && refused < MOST_REFUSED) {
                int middle = (from + to) >>> 1;
                ask(from, middle);
                ask(middle, to);
                return;
            }
            refused++;
            refusal = refusal.isEmpty() ? String.valueOf(failure.getMessage()) : refusal;
        }

        private void answer(int from, int to) {
            int count = to - from;
            int actionSize = transitions.actionSize();
            double[] actions = new double[count * actionSize];
            scale.toEnvironment(
                    Arrays.copyOfRange(transitions.actions(), from * actionSize, to * actionSize), count, actions);
            double[] observations = new double[count * size];
            Arrays.setAll(observations, i -> transitions.observations()[from * size + i]);
            double[] next = new double[count * size];
            double[] rewards = new double[count];
            boolean[] terminated = new boolean[count];
            oracle.transition(observations, actions, count, next, rewards, terminated);
            System.arraycopy(next, 0, asked.next, from * size, next.length);
            System.arraycopy(rewards, 0, asked.rewards, from, count);
            System.arraycopy(terminated, 0, asked.terminated, from, count);
            for (int row = 0; row < count; row++) {
                boolean finite = Double.isFinite(rewards[row]);
                for (int i = row * size; i < (row + 1) * size; i++) {
                    finite &= Double.isFinite(next[i]);
                }
                asked.known[from + row] = finite;
                if (!finite && refusal.isEmpty()) {
                    refusal = "its outcome is not finite";
                }
            }
        }
    }
}
