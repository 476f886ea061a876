package io.leeway.wiring.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.wiring.registry.Registry;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Returns {@link #components} of things that belong to no seed: they draw from the first of all streams. */
    public Components unseeded() {
        return unseeded(injector);
    }

    /** Returns {@link #components(Injector)} of things that belong to no seed. */
    public static Components unseeded(Injector injector) {
        return components(injector).with(RandomSource.class, RandomSource.of(0));
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

    private <T> T get(Key<T> key) {
        return Provisions.unwrapped(() -> injector.getInstance(key));
    }

    /** Closes what was made in this scope; scopes below it are closed before. */
    @Override
    public void close() {
        scope.close();
    }
}
