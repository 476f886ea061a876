package io.leeway.testkit.environment;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The line with one fault. */
record BrokenEnvironments(Fault fault) implements Environments {
    /** A fault, with the contract's test that must notice it. */
    enum Fault {
        UNVERSIONED_ID("specificationIsComplete"),
        OBSERVATIONS_OUTSIDE_THE_SPACE("everyObservationIsOfItsSpaceAndEveryRewardFinite"),
        REWARD_NOT_A_NUMBER("everyObservationIsOfItsSpaceAndEveryRewardFinite"),
        SEEDS_IGNORED("theSameSeedsGiveTheSameEpisodes"),
        SEEDS_ALL_THE_SAME("otherSeedsGiveOtherEpisodes"),
        STREAM_DOES_NOT_GO_ON("resetsWithoutASeedContinueTheStream"),
        SEED_DEPENDS_ON_COUNT("anEnvironmentIsTheSameAloneAndAmongOthers"),
        ACTIONS_OVERWRITTEN("whatIsReturnedBelongsToTheCallerAndWhatIsGivenIsLeftAlone"),
        RETURNED_ARRAY_IS_READ_AGAIN("whatIsReturnedBelongsToTheCallerAndWhatIsGivenIsLeftAlone"),
        ORACLE_OFF("theOracleKnowsEveryStep"),
        RULE_NEVER_ENDS("theRuleSaysWhichStepsTerminate"),
        RULE_TAKES_ANYTHING("theRuleRefusesWhatIsNotFinite"),
        FINAL_OBSERVATIONS_AFTER_RESET("sameStepTellsTheStoryOfManualResets"),
        FINAL_OBSERVATIONS_ALWAYS("onlySameStepGivesFinalObservations"),
        RESET_TICK_REWARDED("nextStepTellsTheStoryOfManualResets"),
        STEPS_ON_WHEN_DISABLED("disabledRefusesToStepOnWithoutAReset"),
        TRUNCATED_TOO_EARLY("timeLimitTruncatesAtItsStepAndOnlyWhereItIsOn"),
        TIME_LIMIT_CANNOT_BE_OFF("timeLimitTruncatesAtItsStepAndOnlyWhereItIsOn"),
        MASK_IGNORED("resetsWithAMaskLeaveTheOthersAlone");

        final String noticedBy;

        Fault(String noticedBy) {
            this.noticedBy = noticedBy;
        }
    }

    @Override
    public EnvironmentSpec spec() {
        EnvironmentSpec spec = new LineEnvironments().spec();
        Space observations = fault == Fault.OBSERVATIONS_OUTSIDE_THE_SPACE
                ? Space.Box.of(1, -1, 1, Space.ElementType.FLOAT64)
                : spec.observationSpace();
        return new EnvironmentSpec(
                fault == Fault.UNVERSIONED_ID ? "line" : spec.id(),
                observations,
                spec.actionSpace(),
                spec.maximumEpisodeSteps(),
                spec.referenceScores(),
                spec.settings());
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        return new LineEnvironments().oracle().map(oracle -> (observations, actions, count, next, rewards, ended) -> {
            oracle.transition(observations, actions, count, next, rewards, ended);
            next[0] += fault == Fault.ORACLE_OFF ? 1e-9 : 0;
        });
    }

    @Override
    public Optional<Terminations> terminations() {
        return new LineEnvironments().terminations().map(rule -> (observations, actions, next, count, ended) -> {
            if (fault != Fault.RULE_TAKES_ANYTHING) {
                rule.terminated(observations, actions, next, count, ended);
            }
            if (fault == Fault.RULE_NEVER_ENDS) {
                Arrays.fill(ended, false);
            }
        });
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        AutoresetMode autoreset = options.autoreset();
        AutoresetMode mode = fault == Fault.STEPS_ON_WHEN_DISABLED && autoreset == AutoresetMode.DISABLED
                ? AutoresetMode.NEXT_STEP
                : autoreset;
        boolean limit = options.timeLimit() || fault == Fault.TIME_LIMIT_CANNOT_BE_OFF;
        return new Broken(new LineEnvironments().make(options.count(), mode, limit), autoreset);
    }

    private final class Broken implements VectorEnvironment {
        private final VectorEnvironment line;
        private final AutoresetMode autoreset;
        private @Nullable Value returned;
        private int steps;

        Broken(VectorEnvironment line, AutoresetMode autoreset) {
            this.line = line;
            this.autoreset = autoreset;
        }

        @Override
        public int count() {
            return line.count();
        }

        @Override
        public EnvironmentSpec spec() {
            return BrokenEnvironments.this.spec();
        }

        @Override
        public AutoresetMode autoreset() {
            return autoreset;
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            @Nullable Long @Nullable [] given = seeds == null ? null : seeds.clone();
            for (int i = 0; given != null && i < given.length; i++) {
                Long seed = given[i];
                given[i] = switch (fault) {
                    case SEEDS_IGNORED -> null;
                    case SEEDS_ALL_THE_SAME -> seed == null ? null : Long.valueOf(1);
                    case SEED_DEPENDS_ON_COUNT -> seed == null ? null : Long.valueOf(seed + count());
                    default -> seed;
                };
            }
            if (given == null && fault == Fault.STREAM_DOES_NOT_GO_ON) {
                given = new Long[count()];
                Arrays.fill(given, 5L);
            }
            steps = 0;
            return line.reset(given, fault == Fault.MASK_IGNORED ? null : mask, options);
        }

        @Override
        public Step step(Value actions) {
            if (fault == Fault.RETURNED_ARRAY_IS_READ_AGAIN && returned != null && Double.isNaN(returned.reals()[0])) {
                actions = new Value.Reals(new double[count()]);
            }
            Step step = line.step(actions);
            returned = step.observations();
            boolean over = step.terminated()[0] || step.truncated()[0];
            if (fault == Fault.REWARD_NOT_A_NUMBER && step.observations().reals()[0] > 1) {
                step.rewards()[0] = Double.NaN;
            } else if (fault == Fault.RESET_TICK_REWARDED && steps == -1) {
                step.rewards()[0] = 1;
            } else if (fault == Fault.TRUNCATED_TOO_EARLY && steps == LineEnvironments.LIMIT - 2) {
                step.truncated()[0] = true;
            } else if (fault == Fault.ACTIONS_OVERWRITTEN) {
                actions.reals()[0] = 0;
            }
            steps = over ? -1 : steps + 1;
            return withFinalObservations(step);
        }

        private Step withFinalObservations(Step step) {
            boolean after = fault == Fault.FINAL_OBSERVATIONS_AFTER_RESET && step.finalObservations() != null;
            if (!after && fault != Fault.FINAL_OBSERVATIONS_ALWAYS) {
                return step;
            }
            Value copy = new Value.Reals(step.observations().reals().clone());
            return new Step(
                    step.observations(),
                    step.rewards(),
                    step.terminated(),
                    step.truncated(),
                    copy,
                    step.infos(),
                    step.finalInfos());
        }
    }
}
