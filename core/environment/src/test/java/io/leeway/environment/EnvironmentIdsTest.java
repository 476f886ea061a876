package io.leeway.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leeway.spi.Component;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.wiring.registry.PluginProblem;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EnvironmentIdsTest {
    private static EnvironmentId id(String id, String component, Map<String, String> keys, @Nullable Integer limit) {
        return new EnvironmentId(id, component, keys, "A track", limit);
    }

    private static final class Failing implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(Track.COMPONENT);
        }

        @Override
        public List<EnvironmentId> environmentIds() {
            throw new IllegalStateException("no list");
        }
    }

    @Test
    void idsAreInOrderAndSayWhereTheyAreFrom() {
        Registry registry =
                Registry.of(new Track(id("b-v0", "track", Map.of(), null), id("a-v0", "track", Map.of(), 5)));
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.environmentIds())
                .extracting(registered -> registered.id().id())
                .containsExactly("a-v0", "b-v0");
        assertThat(registry.environmentIds().get(0).origin())
                .hasToString("io.leeway.environment.Track in this program");
    }

    @Test
    void anIdOfTwoPluginsIsRefusedNamingBoth() {
        Plugin other = new Plugin() {
            @Override
            public List<EnvironmentId> environmentIds() {
                return List.of(id("a-v0", "track", Map.of(), null));
            }
        };
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> Registry.of(new Track(id("a-v0", "track", Map.of(), null)), other))
                .withMessage("The environment id 'a-v0' is registered twice: by the plugin"
                        + " io.leeway.environment.Track in this program, and by the plugin "
                        + other.getClass().getName()
                        + " in this program. Remove one of the two, or rename its environment.");
    }

    @Test
    void everyFaultIsSaidAndTakesNoOtherIdDown() {
        Registry registry = Registry.of(new Track(
                id("a-v0", "track", Map.of(), null),
                id("unversioned", "track", Map.of(), 0),
                id("b-v0", "trakc", Map.of(), null),
                id("c-v0", "track", Map.of("lenght", "3"), null)));
        assertThat(registry.environmentIds())
                .extracting(registered -> registered.id().id())
                .containsExactly("a-v0");
        assertThat(registry.problems())
                .extracting(PluginProblem::text)
                .containsExactly(
                        "environment id 'unversioned': the id must be a name with a version, like 'maze2d-umaze-v1' or"
                                + " 'acme/Walker-v0'",
                        "environment id 'unversioned': the time limit must be at least 1 step, or null, but is 0",
                        "environment id 'b-v0': there is no component of environments 'trakc'. Did you mean 'track'?",
                        "environment id 'c-v0': 'lenght' is not a key of environments 'track'. Did you mean 'length'?"
                                + " The keys are: length, gravity.");
    }

    @Test
    void aPluginWhoseIdsFailKeepsItsComponents() {
        Registry registry = Registry.of(new Failing());
        assertThat(registry.all()).hasSize(1);
        assertThat(registry.problems())
                .extracting(PluginProblem::text)
                .containsExactly("environmentIds() failed: java.lang.IllegalStateException: no list");
    }
}
