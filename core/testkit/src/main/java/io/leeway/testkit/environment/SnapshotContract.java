package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.support.check.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promises of {@link Snapshots}, where there are any. A part of {@link EnvironmentsContract}. */
public abstract class SnapshotContract extends InfoContract {
    private static final int COUNT = 2;
    private static final int BEFORE = 5;

    @Test
    void aSavedStatePlaysOnBitForBit() {
        for (AutoresetMode mode : new AutoresetMode[] {AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP}) {
            try (VectorEnvironment environment = begin(COUNT, mode);
                    VectorEnvironment untouched = begin(COUNT, mode);
                    VectorEnvironment fresh = environments().make(COUNT, mode, true);
                    VectorEnvironment elsewhere = environments().make(COUNT, mode, true)) {
                assumeTrue(environment.snapshots().isPresent(), "there are no snapshots");
                playOn(untouched, BEFORE);
                playOn(environment, BEFORE);
                byte[] saved = snapshots(environment).save();
                byte[] given = saved.clone();
                List<Tick> expected = playOn(untouched, patience() + BEFORE);
                assertThat(playOn(environment, patience() + BEFORE))
                        .as("saving changes nothing")
                        .isEqualTo(expected);
                snapshots(environment).load(saved);
                assertThat(playOn(environment, patience() + BEFORE))
                        .as("put back")
                        .isEqualTo(expected);
                snapshots(fresh).load(saved);
                assertThat(playOn(fresh, patience() + BEFORE))
                        .as("put into new ones")
                        .isEqualTo(expected);
                elsewhere.reset(new Long[] {8L, 9L}, null, Map.of());
                playOn(elsewhere, 2);
                snapshots(elsewhere).load(saved);
                assertThat(playOn(elsewhere, patience() + BEFORE))
                        .as("put into others")
                        .isEqualTo(expected);
                assertThat(saved).as("the state that was given").isEqualTo(given);
            }
        }
    }

    @Test
    void resetsGoOnFromASavedState() {
        try (VectorEnvironment environment = begin(COUNT, AutoresetMode.DISABLED)) {
            assumeTrue(environment.snapshots().isPresent(), "there are no snapshots");
            byte[] saved = snapshots(environment).save();
            Tick expected = Tick.of(environment.reset(null, null, Map.of()));
            snapshots(environment).load(saved);
            assertThat(Tick.of(environment.reset(null, null, Map.of())))
                    .as("the streams of random numbers are put back")
                    .isEqualTo(expected);
        }
    }

    @Test
    void foreignStatesAreRefusedAndChangeNothing() {
        try (VectorEnvironment environment = begin(COUNT, AutoresetMode.NEXT_STEP);
                VectorEnvironment untouched = begin(COUNT, AutoresetMode.NEXT_STEP);
                VectorEnvironment more = begin(COUNT + 1, AutoresetMode.NEXT_STEP)) {
            assumeTrue(environment.snapshots().isPresent(), "there are no snapshots");
            playOn(environment, 2);
            playOn(untouched, 2);
            byte[] saved = snapshots(environment).save();
            playOn(environment, 1);
            playOn(untouched, 1);
            byte[] zeros = new byte[saved.length];
            byte[] cut = Arrays.copyOf(saved, saved.length - 1);
            byte[] longer = Arrays.copyOf(saved, saved.length + 1);
            byte[] others = snapshots(more).save();
            for (byte[] foreign : new byte[][] {new byte[0], {1, 2, 3}, zeros, cut, longer, others}) {
                assertThatThrownBy(() -> snapshots(environment).load(foreign))
                        .as("%d bytes, where a state has %d", foreign.length, saved.length)
                        .isInstanceOf(LeewayException.class)
                        .hasMessageMatching("(?s).{10,}");
            }
            assertThat(playOn(environment, patience())).isEqualTo(playOn(untouched, patience()));
        }
    }

    @Test
    void snapshotsAreThereAlwaysOrNever() {
        try (VectorEnvironment environment = environments().make(1, AutoresetMode.NEXT_STEP, true)) {
            boolean there = environment.snapshots().isPresent();
            environment.reset(null, null, Map.of());
            assertThat(environment.snapshots().isPresent()).as("after a reset").isEqualTo(there);
            environment.step(actions(1, 1).get(0));
            assertThat(environment.snapshots().isPresent()).as("after a step").isEqualTo(there);
        }
    }

    private static Snapshots snapshots(VectorEnvironment environment) {
        return environment.snapshots().orElseThrow();
    }

    private List<Tick> playOn(VectorEnvironment environment, int steps) {
        List<Tick> ticks = new ArrayList<>();
        for (Value each : actions(COUNT, steps)) {
            ticks.add(Tick.of(environment.step(each)));
        }
        return ticks;
    }
}
