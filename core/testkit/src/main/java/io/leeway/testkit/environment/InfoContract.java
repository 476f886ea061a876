package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.check.Tick;
import io.leeway.spi.support.check.ValueCopies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The promises of every vector environment for its {@link Info}s, where it gives any. A part of
 * {@link EnvironmentsContract}.
 */
public abstract class InfoContract extends AutoresetContract {
    private static final int COUNT = 3;

    @Test
    void masksOfInfosAgreeWithTheirValues() {
        for (AutoresetMode mode : new AutoresetMode[] {AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP}) {
            try (VectorEnvironment environment = environments().make(COUNT, mode, true)) {
                InfoColumns.assertSound(environment.reset(null, null, Map.of()).infos(), COUNT);
                for (Value each : actions(COUNT, patience() + 2)) {
                    VectorEnvironment.Step step = environment.step(each);
                    InfoColumns.assertSound(step.infos(), COUNT);
                    InfoColumns.assertSound(step.finalInfos(), COUNT);
                }
            }
        }
    }

    @Test
    void infosAreThoseThatWereAskedFor() {
        Set<String> names = new TreeSet<>(List.of("no-such-info"));
        List<Map<String, Object>> whole = tell(VectorOptions.ALL_INFOS);
        whole.forEach(infos -> names.addAll(infos.keySet()));
        assertThat(tell(Set.of())).as("where none was asked for").allMatch(Map::isEmpty);
        for (String name : names) {
            List<Map<String, Object>> part = tell(Set.of(name));
            for (int i = 0; i < whole.size(); i++) {
                Map<String, Object> wanted = new HashMap<>(whole.get(i));
                wanted.keySet().retainAll(Set.of(name));
                assertThat(part.get(i)).as("where '%s' was asked for", name).isEqualTo(wanted);
            }
        }
    }

    @Test
    void finalInfosAreThoseBeforeTheReset() {
        boolean any = false;
        try (VectorEnvironment same = begin(COUNT, AutoresetMode.SAME_STEP);
                VectorEnvironment manual = begin(COUNT, AutoresetMode.DISABLED)) {
            for (Value each : actions(COUNT, 2 * patience() + 2)) {
                VectorEnvironment.Step actual = same.step(each);
                VectorEnvironment.Step expected = manual.step(each);
                any |= !expected.infos().isEmpty();
                boolean[] over = Tick.of(expected).over();
                Map<String, Info> begun =
                        any(over) ? manual.reset(null, over, Map.of()).infos() : Map.of();
                for (int i = 0; i < COUNT; i++) {
                    Map<String, Object> before = InfoColumns.of(expected.infos(), i, COUNT);
                    assertThat(InfoColumns.of(actual.finalInfos(), i, COUNT))
                            .as("the final infos of environment %d, whose episode is over: %s", i, over[i])
                            .isEqualTo(over[i] ? before : Map.of());
                    assertThat(InfoColumns.of(actual.infos(), i, COUNT))
                            .as("the infos of environment %d, whose episode is over: %s", i, over[i])
                            .isEqualTo(over[i] ? InfoColumns.of(begun, i, COUNT) : before);
                }
            }
        }
        assumeTrue(any, "there are no infos");
    }

    @Test
    void onlySameStepGivesFinalInfos() {
        for (AutoresetMode mode : new AutoresetMode[] {AutoresetMode.NEXT_STEP, AutoresetMode.DISABLED}) {
            try (VectorEnvironment environment = begin(1, mode)) {
                for (Value each : actions(1, patience() + 2)) {
                    VectorEnvironment.Step step = environment.step(each);
                    assertThat(step.finalInfos())
                            .as("final infos in mode " + mode)
                            .isEmpty();
                    if (mode == AutoresetMode.DISABLED && Tick.of(step).over(0)) {
                        environment.reset(null, null, Map.of());
                    }
                }
            }
        }
    }

    /** Returns the infos of a reset and the steps after it, and the final ones. */
    private List<Map<String, Object>> tell(Set<String> infos) {
        List<Map<String, Object>> story = new ArrayList<>();
        VectorOptions options = VectorOptions.of(COUNT, AutoresetMode.SAME_STEP).withInfos(infos);
        try (VectorEnvironment environment = environments().make(options)) {
            story.add(ValueCopies.snapshotInfos(
                    environment.reset(new Long[] {1L, 2L, 3L}, null, Map.of()).infos()));
            for (Value each : actions(COUNT, patience() + 2)) {
                VectorEnvironment.Step step = environment.step(each);
                story.add(ValueCopies.snapshotInfos(step.infos()));
                story.add(ValueCopies.snapshotInfos(step.finalInfos()));
            }
        }
        return story;
    }
}
