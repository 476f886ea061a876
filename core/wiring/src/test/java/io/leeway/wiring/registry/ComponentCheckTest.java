package io.leeway.wiring.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Component;
import io.leeway.spi.Inline;
import jakarta.inject.Inject;
import java.util.Date;
import org.junit.jupiter.api.Test;

final class ComponentCheckTest {
    interface Kind {}

    record Empty() {}

    record Typed(String type) {}

    static final class Good implements Kind {
        @Inject
        Good() {}
    }

    static final class Uninjected implements Kind {}

    record Twice(Empty configuration) implements Kind {
        @Inject
        Twice {}

        @Inject
        Twice() {
            this(new Empty());
        }
    }

    abstract static class Unfinished implements Kind {
        @Inject
        Unfinished() {}
    }

    private static final String HERE = ComponentCheckTest.class.getName();

    @Test
    void aSoundComponentHasNoFault() {
        assertThat(ComponentCheck.faults(Component.of(Kind.class, "good", "Is good", Empty.class, Good.class)))
                .isEmpty();
    }

    @Test
    void everyFaultIsSaid() {
        assertThat(ComponentCheck.faults(
                        Component.of(Kind.class, "notKebab", "Ends badly.", Typed.class, Unfinished.class)))
                .containsExactly(
                        "the name must be kebab-case, like 'waypoint' or 'td3-bc'",
                        "the summary must be one line without a full stop, but is 'Ends badly.'",
                        "the configuration " + HERE + "$Typed must not have a component 'type', which is where users"
                                + " write the name",
                        HERE + "$Unfinished must be a concrete class, and static if it stands within another");
    }

    @Test
    void thereIsExactlyOneConstructorToInject() {
        assertThat(ComponentCheck.faults(Component.of(Kind.class, "x", "X", Empty.class, Uninjected.class)))
                .containsExactly(HERE + "$Uninjected needs exactly one constructor with @Inject, but has 0");
        assertThat(ComponentCheck.faults(Component.of(Kind.class, "x", "X", Empty.class, Twice.class)))
                .containsExactly(HERE + "$Twice needs exactly one constructor with @Inject, but has 2");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what a careless author can write
    void whatGenericsDoNotCatchIsCaught() {
        Component<?, ?> careless = new Component(String.class, "x", "X", Record.class, Good.class, "1");
        assertThat(ComponentCheck.faults(careless))
                .containsExactly(
                        "the kind java.lang.String must be an interface",
                        "the configuration java.lang.Record must be a record",
                        HERE + "$Good does not implement java.lang.String");
    }

    record Odd(Section section, @Inline int number) {}

    record Section(Date date, Section again) {}

    @Test
    void everyKeyMustBeOfATypeThatCanBeRead() {
        assertThat(ComponentCheck.faults(Component.of(Kind.class, "x", "X", Odd.class, Good.class)))
                .containsExactly(
                        "the key 'date' of " + HERE + "$Section: No value can be read into java.util.Date: use numbers,"
                                + " booleans, String, Path, Duration, enums, records, List, Map<String, …> or"
                                + " Configured",
                        "the key 'number' of " + HERE + "$Odd: Only a Configured or a record can be @Inline");
    }

    record Doubled(@Inline Colour first, int shade) {}

    record Colour(int shade) {}

    @Test
    void aKeyMayNotBeThereTwice() {
        assertThat(ComponentCheck.faults(Component.of(Kind.class, "x", "X", Doubled.class, Good.class)))
                .containsExactly("the key 'shade' of " + HERE
                        + "$Doubled is there twice: in it, and in a record that is inline in it");
    }
}
