package io.leeway.wiring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leeway.spi.Component;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Selective;
import io.leeway.wiring.inject.ComponentScope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RegistryTest {
    private final Registry registry = Registry.of(new Offer(
            Component.of(Shape.class, "circle", "Is round", Empty.class, Circle.class),
            Component.of(Shape.class, "group", "Holds shapes", GroupConfig.class, Group.class),
            Component.of(Shape.class, "inked", "Wants ink", Empty.class, Inked.class),
            Component.of(Shape.class, "tinted", "Would like ink", Empty.class, Tinted.class),
            Component.of(Shape.class, "failing", "Throws what it is told", FailingConfig.class, Failing.class)));

    record Offer(@Override List<Component<?, ?>> components) implements Plugin {
        Offer(Component<?, ?>... components) {
            this(List.of(components));
        }
    }

    interface Shape {}

    interface Ink {}

    record Empty() {}

    record Circle(Empty configuration) implements Shape {
        @Inject
        Circle {}
    }

    record GroupConfig(Configured<Shape> first, List<Map<String, Configured<Shape>>> others) {}

    record Group(Shape first) implements Shape {
        @Inject
        Group(GroupConfig configuration, Components components) {
            this(components.create(configuration.first()));
        }
    }

    record Inked(Ink ink) implements Shape {
        @Inject
        Inked {}
    }

    record Tinted(@Nullable Ink ink) implements Shape {
        @Inject
        Tinted {}
    }

    private static final Map<Way, RuntimeException> FAILURES = Map.of(
            Way.BUG, new IllegalStateException("out of ink"),
            Way.USER, new LeewayException("Buy ink."),
            Way.STOP, new CancellationException());

    enum Way {
        BUG,
        USER,
        STOP
    }

    record FailingConfig(Way way) {}

    static final class Failing implements Shape {
        @Inject
        Failing(FailingConfig configuration) {
            throw failure(configuration.way());
        }
    }

    private static Configured<Shape> choice(String name) {
        return new Configured<>(Shape.class, name, new Empty());
    }

    private static Configured<Shape> group(String first, String other) {
        return new Configured<>(
                Shape.class, "group", new GroupConfig(choice(first), List.of(Map.of("x", choice(other)))));
    }

    private static RuntimeException failure(Way way) {
        return Objects.requireNonNull(FAILURES.get(way));
    }

    private void createFailing(Way way) {
        ComponentScope.of(registry)
                .components()
                .create(new Configured<>(Shape.class, "failing", new FailingConfig(way)));
    }

    @Test
    void anUnknownNameListsWhatThereIsAndSuggestsTheNearest() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> registry.find(Shape.class, "cirlce"))
                .withMessage("There is no shape 'cirlce'. Did you mean 'circle'? There are: circle, failing, group,"
                        + " inked, tinted. Plugins add more: --plugins DIR.");
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> registry.find(Ink.class, "circle"))
                .withMessage("There is no ink 'circle'. No plugin offers any ink. ('circle' is of the kind shape.)"
                        + " Plugins add more: --plugins DIR.");
    }

    @Test
    void aComponentIsCreatedWithWhatIsBound() {
        Ink ink = new Ink() {};
        Components components = ComponentScope.of(registry).components().with(Ink.class, ink);
        assertThat(components.create(choice("inked"))).isEqualTo(new Inked(ink));
        assertThat(components.create(choice("circle"))).isEqualTo(new Circle(new Empty()));
        assertThat(components.create(group("inked", "circle"))).isEqualTo(new Group(new Inked(ink)));
    }

    @Test
    void eachCreationMakesANewObject() {
        Configured<Shape> choice = group("circle", "circle");
        assertThat(ComponentScope.of(registry).components().create(choice))
                .isNotSameAs(ComponentScope.of(registry).components().create(choice));
    }

    @Test
    void aLaterBindingReplacesAnEarlierOneInTheCopyAlone() {
        Ink early = new Ink() {};
        Ink late = new Ink() {};
        Components before = ComponentScope.of(registry).components().with(Ink.class, early);
        Components after = before.with(Ink.class, late);
        assertThat(before.create(choice("inked"))).isEqualTo(new Inked(early));
        assertThat(after.create(choice("inked"))).isEqualTo(new Inked(late));
    }

    @Test
    void aParameterThatIsNotBoundIsNamedWithWhatIs() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> ComponentScope.of(registry).components().create(choice("inked")))
                .withMessage("The shape 'inked' cannot be used here: the constructor of"
                        + " io.leeway.wiring.registry.RegistryTest$Inked asks for 'Ink ink', which is not bound."
                        + " Bound here: Components, Empty.");
    }

    @Test
    void aNullableParameterThatIsNotBoundIsNull() {
        assertThat(ComponentScope.of(registry).components().create(choice("tinted")))
                .isEqualTo(new Tinted(null));
    }

    @Test
    void aFailingConstructorIsNamed() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> createFailing(Way.BUG))
                .withMessage("The shape 'failing' (io.leeway.wiring.registry.RegistryTest$Failing in this program)"
                        + " could not be created: java.lang.IllegalStateException: out of ink")
                .withCause(failure(Way.BUG));
    }

    @Test
    void whatAConstructorSaysToTheUserIsLetThrough() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> createFailing(Way.USER))
                .isSameAs(failure(Way.USER));
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> createFailing(Way.STOP))
                .isSameAs(failure(Way.STOP));
    }

    @Test
    void aForeignConfigurationIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ComponentScope.of(registry)
                        .components()
                        .create(new Configured<>(Shape.class, "group", new Empty())))
                .withMessage("The shape 'group' is configured by io.leeway.wiring.registry.RegistryTest$GroupConfig,"
                        + " but was given Empty[]");
    }

    @Test
    void whatAChoiceAsksForIncludesItsNestedChoices() {
        assertThat(registry.asksFor(group("circle", "inked"), Ink.class)).isTrue();
        assertThat(registry.asksFor(group("inked", "circle"), Ink.class)).isTrue();
        assertThat(registry.asksFor(group("circle", "circle"), Ink.class)).isFalse();
        assertThat(registry.dependencies(registry.find(Shape.class, "group").component()))
                .containsExactly(GroupConfig.class, Components.class);
    }

    record SparingConfig(boolean inked) implements Selective {
        @Override
        public boolean needs(Class<?> type) {
            return type != Ink.class || inked;
        }
    }

    record Sparing(SparingConfig config, Optional<Provider<Ink>> ink, Optional<Device> device) implements Shape {
        @Inject
        Sparing {}
    }

    /** It asks for ink, and is not told to have any where its configuration does without. */
    @Test
    void whatAConfigurationDoesWithoutIsNotAskedFor() {
        Registry sparing = Registry.of(new Offer(
                Component.of(Shape.class, "sparing", "Saves ink", SparingConfig.class, Sparing.class),
                Component.of(Shape.class, "group", "Holds shapes", GroupConfig.class, Group.class)));
        Configured<Shape> with = new Configured<>(Shape.class, "sparing", new SparingConfig(true));
        Configured<Shape> without = new Configured<>(Shape.class, "sparing", new SparingConfig(false));
        Configured<Shape> outer = new Configured<>(Shape.class, "group", new GroupConfig(without, List.of()));
        assertThat(sparing.asksFor(with, Ink.class)).isTrue();
        assertThat(sparing.asksFor(without, Ink.class)).isFalse();
        assertThat(sparing.asksFor(outer, Ink.class)).isFalse();
        assertThat(sparing.asksFor(without, Device.class)).isTrue();

        Components components = ComponentScope.of(sparing).components();
        assertThat(((Sparing) components.create(without)).ink()).isEmpty();
        Ink ink = new Ink() {};
        Sparing given = (Sparing) components.with(Ink.class, ink).create(with);
        assertThat(given.ink().orElseThrow().get()).isSameAs(ink);
    }

    @Test
    void choicesAreListedFromTheOutsideIn() {
        assertThat(Choices.all(group("inked", "circle")))
                .extracting(Configured::type)
                .containsExactly("group", "inked", "circle");
    }

    @Test
    void kindsAndNamesAreSorted() {
        Plugin more = new Offer(Component.of(Ink.class, "blue", "Is blue", Empty.class, Blue.class));
        Registry both = Registry.of(
                new Offer(
                        Component.of(Shape.class, "b", "B", Empty.class, Circle.class),
                        Component.of(Shape.class, "a", "A", Empty.class, Circle.class)),
                more);
        assertThat(both.kinds()).containsExactly(Ink.class, Shape.class);
        assertThat(both.all()).extracting(Registered::title).containsExactly("ink 'blue'", "shape 'a'", "shape 'b'");
        assertThat(both.ofKind(Shape.class)).hasSize(2);
    }

    record Blue(Empty configuration) implements Ink {
        @Inject
        Blue {}
    }
}
