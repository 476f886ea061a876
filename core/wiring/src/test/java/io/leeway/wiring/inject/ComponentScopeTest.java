package io.leeway.wiring.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.leeway.spi.Component;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.wiring.registry.Registry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Scope;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ComponentScopeTest {
    private static final Configured<Guidance> DIRECT = new Configured<>(Guidance.class, "direct", new Nothing());
    private static final Configured<Guidance> THROUGH = new Configured<>(Guidance.class, "through", new Nothing());
    private static final Configured<Guidance> WITHOUT = new Configured<>(Guidance.class, "without", new Nothing());

    private final Registry registry = Registry.of(new Offers());
    private final List<String> made = new ArrayList<>();

    @Scope
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Inner {}

    /** Nothing can be chosen. */
    record Nothing() {}

    private static final class Offers implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(
                    Component.of(Guidance.class, "direct", "Asks", Nothing.class, Direct.class),
                    Component.of(Guidance.class, "through", "Asks through its own", Nothing.class, Through.class),
                    Component.of(Guidance.class, "without", "Does without", Nothing.class, Without.class));
        }
    }

    private abstract static class Idle implements Guidance {
        @Override
        public Target target() {
            return Target.NOTHING;
        }

        @Override
        public void guide(GuidanceStep step) {}
    }

    static final class Direct extends Idle {
        private final Provider<Task> task;

        @Inject
        Direct(Provider<Task> task) {
            this.task = task;
        }
    }

    /** Asks for the task on behalf of others. */
    static final class Helper {
        private final Task task;

        @Inject
        Helper(Task task) {
            this.task = task;
        }
    }

    static final class Through extends Idle {
        private final Helper helper;

        @Inject
        Through(Helper helper) {
            this.helper = helper;
        }
    }

    static final class Without extends Idle {
        private final Optional<Task> task;
        private final @Nullable Policy policy;

        @Inject
        Without(Optional<Task> task, @Nullable Policy policy) {
            this.task = task;
            this.policy = policy;
        }
    }

    /** Makes tasks, and notes what is made and closed. */
    private final class Tasks extends AbstractModule {
        @Provides
        @Inner
        @Promised
        Task task(First first, Second second) {
            made.add("task");
            return new Task(first.size, second.size);
        }

        @Provides
        @Inner
        First first() {
            return new First();
        }

        @Provides
        @Inner
        Second second() {
            return new Second();
        }
    }

    private class Noted implements AutoCloseable {
        final int size = made.size();

        @Override
        public void close() {
            made.add("closed " + getClass().getSimpleName());
        }
    }

    private final class First extends Noted {}

    private final class Second extends Noted {}

    private static Task task(Guidance made) {
        return ((Direct) made).task.get();
    }

    @Test
    void nothingIsMadeBeforeItIsAskedForAndThenOnce() {
        try (ComponentScope outer = ComponentScope.of(registry);
                ComponentScope inner = outer.enter(Inner.class, new Tasks())) {
            Guidance direct = inner.components().create(DIRECT);
            assertThat(made).isEmpty();
            Task task = task(direct);
            assertThat(made).containsExactly("task");
            assertThat(task(inner.components().create(DIRECT))).isSameAs(task);
            assertThat(((Through) inner.components().create(THROUGH)).helper.task)
                    .isSameAs(task);
            assertThat(made).containsExactly("task");
        }
    }

    @Test
    void whatWasMadeIsClosedWithItsScopeTheLatestFirst() {
        try (ComponentScope outer = ComponentScope.of(registry)) {
            ComponentScope inner = outer.enter(Inner.class, new Tasks());
            Guidance direct = inner.components().create(DIRECT);
            task(direct);
            inner.close();
            assertThat(made).containsExactly("task", "closed Second", "closed First");
            assertThatThrownBy(() -> task(direct)).hasStackTraceContaining("The scope of Inner has ended");
            try (ComponentScope another = outer.enter(Inner.class, new Tasks())) {
                assertThat(task(another.components().create(DIRECT))).isNotNull();
            }
        }
    }

    @Test
    void whatIsMissingThroughAnOwnClassIsNamed() {
        try (ComponentScope outer = ComponentScope.of(registry)) {
            assertThatThrownBy(() -> outer.components().create(THROUGH))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The guidance 'through' cannot be used here: the constructor of "
                            + Helper.class.getName() + ", which " + Through.class.getName()
                            + " needs, asks for 'Task task', which is not bound. Bound here: Components, Nothing.");
        }
    }

    @Test
    void whatIsOptionalMayBeMissing() {
        try (ComponentScope outer = ComponentScope.of(registry);
                ComponentScope inner = outer.enter(Inner.class, new Tasks())) {
            Without without = (Without) outer.components().create(WITHOUT);
            assertThat(without.task).isEmpty();
            assertThat(without.policy).isNull();
            assertThat(((Without) inner.components().create(WITHOUT)).task).contains(new Task(0, 0));
        }
    }

    @Test
    void whatAConstructorAsksForIsSeenThroughProvidersOptionalsAndOwnClasses() {
        for (Configured<Guidance> choice : List.of(DIRECT, THROUGH, WITHOUT)) {
            assertThat(registry.asksFor(choice, Task.class)).isTrue();
        }
        assertThat(registry.asksFor(DIRECT, Policy.class)).isFalse();
    }

    @Test
    void aFailingProviderSaysWhyItFailed() {
        AbstractModule failing = new AbstractModule() {
            @Provides
            @Promised
            Task task() {
                throw new LeewayException("There is no task.");
            }
        };
        try (ComponentScope outer = ComponentScope.of(registry);
                ComponentScope inner = outer.enter(Inner.class, failing)) {
            assertThatThrownBy(() -> inner.components().create(THROUGH))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("There is no task.");
            Guidance direct = inner.components().create(DIRECT);
            assertThatThrownBy(() -> Provisions.unwrapped(() -> task(direct)))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("There is no task.");
        }
    }

    @Test
    void whatNeedsItselfIsNamed() {
        AbstractModule circular = new AbstractModule() {
            @Provides
            @Inner
            @Promised
            Task task(com.google.inject.Injector injector) {
                return task(ComponentScope.components(injector).create(DIRECT));
            }

            private Task task(Guidance direct) {
                return ComponentScopeTest.task(direct);
            }
        };
        try (ComponentScope outer = ComponentScope.of(registry);
                ComponentScope inner = outer.enter(Inner.class, circular)) {
            assertThatThrownBy(() -> inner.promised(Task.class))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The Task is asked for while it is being made: one of its parts needs it.");
        }
    }

    /** The injector itself, or anything of the core that no kind is promised, is not had by asking. */
    @Test
    void whatIsNotPromisedIsNotBound() {
        Registry other = Registry.of(new Plugin() {
            @Override
            public List<Component<?, ?>> components() {
                return List.of(Component.of(Guidance.class, "curious", "Asks", Nothing.class, Curious.class));
            }
        });
        try (ComponentScope outer = ComponentScope.of(other)) {
            assertThatThrownBy(
                            () -> outer.components().create(new Configured<>(Guidance.class, "curious", new Nothing())))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("asks for 'Registry registry', which is not bound");
        }
    }

    static final class Curious extends Idle {
        @Inject
        Curious(Registry registry) {
            registry.kinds();
        }
    }
}
