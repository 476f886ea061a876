package io.leeway.testkit.environment;

import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lamps whose brightness the action changes, with every capability that there is: {@code lamp-v0}.
 *
 * @param fault what is wrong with them, or null
 */
record Lamps(@Nullable Fault fault) implements Environments {
    static final int LIMIT = 6;
    static final double BROKEN = 1.5;

    /** A fault, with the contract's test that must notice it. */
    enum Fault {
        VALUE_WHERE_THE_MASK_SAYS_NONE("masksOfInfosAgreeWithTheirValues"),
        FLAG_IS_TWO("masksOfInfosAgreeWithTheirValues"),
        TEXT_WHERE_THE_MASK_SAYS_NONE("masksOfInfosAgreeWithTheirValues"),
        GROUP_LACKS_WHAT_A_PART_HAS("masksOfInfosAgreeWithTheirValues"),
        MASK_TOO_SHORT("masksOfInfosAgreeWithTheirValues"),
        INFOS_NOT_ASKED_FOR("infosAreThoseThatWereAskedFor"),
        INFOS_MISSING("infosAreThoseThatWereAskedFor"),
        FINAL_INFOS_AFTER_RESET("finalInfosAreThoseBeforeTheReset"),
        FINAL_INFOS_OF_ALL("finalInfosAreThoseBeforeTheReset"),
        FINAL_INFOS_ALWAYS("onlySameStepGivesFinalInfos"),
        ELAPSED_STEPS_NOT_SAVED("aSavedStatePlaysOnBitForBit"),
        SAVING_DRAWS("aSavedStatePlaysOnBitForBit"),
        STREAMS_NOT_SAVED("resetsGoOnFromASavedState"),
        FOREIGN_STATES_TAKEN("foreignStatesAreRefusedAndChangeNothing"),
        FOREIGN_STATES_HALF_TAKEN("foreignStatesAreRefusedAndChangeNothing"),
        SNAPSHOTS_AFTER_A_RESET_ALONE("snapshotsAreThereAlwaysOrNever"),
        PICTURE_OF_THE_FIRST("aPictureIsOfTheEnvironmentThatWasAskedFor"),
        PICTURE_NEVER_CHANGES("picturesFollowTheStateAndChangeNothing"),
        DRAWING_STEPS("picturesFollowTheStateAndChangeNothing"),
        PICTURE_IS_SHARED("aPictureBelongsToTheCaller"),
        DRAWS_UNASKED("environmentsThatWereMadeWithoutPicturesRefuseToDraw"),
        INDEX_WRAPS("anEnvironmentThatIsNotThereCannotBeDrawn"),
        WAITING_STEPS_TWICE("aStepThatIsWaitedForIsAStep"),
        CLOSE_FAILS_WHILE_STEPPING("environmentsCloseWhileAStepIsUnderWay"),
        ORACLE_WRITES_TOO_FAR("theOracleReadsAndWritesItsRowsAlone"),
        ORACLE_OVERWRITES_ACTIONS("theOracleReadsAndWritesItsRowsAlone");

        final String noticedBy;

        Fault(String noticedBy) {
            this.noticedBy = noticedBy;
        }
    }

    boolean has(Fault one) {
        return fault == one;
    }

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec(
                "lamp-v0",
                Box.of(1, -10, 10, ElementType.FLOAT64),
                Box.of(1, -1, 1, ElementType.FLOAT32),
                LIMIT,
                null,
                Map.of());
    }

    @Override
    public boolean canRender() {
        return true;
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new LampVector(this, options);
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        return Optional.of((observations, actions, count, next, rewards, terminated) -> {
            int rows = has(Fault.ORACLE_WRITES_TOO_FAR) ? rewards.length : count;
            for (int i = 0; i < rows; i++) {
                next[i] = observations[i] + actions[i];
                rewards[i] = next[i];
                terminated[i] = Math.abs(next[i]) > BROKEN;
                actions[i] = has(Fault.ORACLE_OVERWRITES_ACTIONS) ? 0 : actions[i];
            }
        });
    }
}
