package io.leeway.wiring.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.registry.Registry;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * An injector with a scope of its own: that of a process, or below it that of a run, a seed, an experience entry.
 *
 * <p>Its modules bind what components may ask for, with the qualifier {@link Promised}, to providers: nothing is made
 * before a constructor asks for it. What is made lasts as long as the scope, and is closed with it, the latest first.
 */
public final class ComponentScope implements AutoCloseable {
    private final Registry registry;
    private final Injector injector;
    private final ClosingScope scope;

    private ComponentScope(Registry registry, Injector injector, ClosingScope scope) {
        this.registry = registry;
        this.injector = injector;
        this.scope = scope;
    }

    /** Returns the outermost scope, that of a process. */
    public static ComponentScope of(Registry registry, Module... modules) {
        ClosingScope scope = new ClosingScope("the process");
        List<Module> all = new ArrayList<>(List.of(modules));
        all.add(new AbstractModule() {
            @Override
            protected void configure() {
                binder().requireAtInjectOnConstructors();
                binder().requireExactBindingAnnotations();
                binder().disableCircularProxies();
                bind(Registry.class).toInstance(registry);
                bindScope(ProcessScoped.class, scope);
            }
        });
        return new ComponentScope(registry, Guice.createInjector(Stage.DEVELOPMENT, all), scope);
    }

    /**
     * Enters a scope below this one.
     *
     * @param annotation the scope annotation with which the modules bind what lasts as long as the new scope
     */
    public ComponentScope enter(Class<? extends Annotation> annotation, Module... modules) {
        ClosingScope inner = new ClosingScope(annotation.getSimpleName());
        List<Module> all = new ArrayList<>(List.of(modules));
        all.add(new AbstractModule() {
            @Override
            protected void configure() {
                bindScope(annotation, inner);
            }
        });
        return new ComponentScope(registry, injector.createChildInjector(all), inner);
    }

    /** Returns what creates components with all that is bound here. */
    public Components components() {
        return components(injector);
    }

    /**
     * Returns what creates components with all that is bound in the scope of an injector, as a module's provider is
     * given it.
     */
    public static Components components(Injector injector) {
        return new ComponentFactory(injector.getInstance(Registry.class), injector, Map.of(), Set.of());
    }

    /**
     * Returns what is bound to a type, and makes it first if nobody asked for it before.
     *
     * @throws LeewayException if it cannot be made, saying why
     */
    public <T> T get(Class<T> type) {
        return get(Key.get(type));
    }

    /** Returns what components get that may ask for a type. */
    public <T> T promised(Class<T> type) {
        return get(Key.get(type, Promised.class));
    }

    /** Returns whether components may get a type here. */
    public boolean binds(Class<?> type) {
        return injector.getExistingBinding(Key.get(type, Promised.class)) != null;
    }

    private <T> T get(Key<T> key) {
        try {
            return injector.getInstance(key);
        } catch (ProvisionException failure) {
            throw Causes.ofUser(failure);
        }
    }

    /** Closes what was made in this scope; scopes below it are closed before. */
    @Override
    public void close() {
        scope.close();
    }

    /** What a provider threw, without Guice's wrapping around it. */
    static final class Causes {
        private Causes() {}

        static RuntimeException ofUser(ProvisionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof ProvisionException inner) {
                return ofUser(inner);
            }
            if (cause instanceof LeewayException || cause instanceof CancellationException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof Error fatal) {
                throw fatal;
            }
            return cause instanceof RuntimeException unchecked ? unchecked : failure;
        }
    }
}
