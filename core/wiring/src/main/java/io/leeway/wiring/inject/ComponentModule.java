package io.leeway.wiring.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Binding;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.util.Providers;
import io.leeway.wiring.registry.Constructors;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The bindings for one component: what was given, what its scope promises, and nothing for what may be missing. */
final class ComponentModule<K> extends AbstractModule {
    private final Class<K> implementation;
    private final Map<Class<?>, Object> given;
    private final Map<Class<?>, Binding<?>> promised;
    private final Constructors.Requests requests;

    ComponentModule(
            Class<K> implementation,
            Map<Class<?>, Object> given,
            Map<Class<?>, Binding<?>> promised,
            Constructors.Requests requests) {
        this.implementation = implementation;
        this.given = given;
        this.promised = promised;
        this.requests = requests;
    }

    /** Returns the types that are bound. */
    Set<Class<?>> bound() {
        Set<Class<?>> types = new LinkedHashSet<>(given.keySet());
        types.addAll(promised.keySet());
        return types;
    }

    @Override
    protected void configure() {
        given.forEach(this::bindValue);
        promised.forEach(this::bindPromised);
        requests.requests().forEach((type, request) -> {
            if (request.optional()) {
                OptionalBinder.newOptionalBinder(binder(), type);
            } else if (!bound().contains(type)) {
                bind(type).toProvider(Providers.of(null));
            }
        });
        // Bound here, or Guice would bind them once for all in the outermost injector that can.
        requests.own().forEach(this::bind);
        bind(implementation);
    }

    @SuppressWarnings("unchecked") // a value was given for its own type
    private <T> void bindValue(Class<?> type, Object value) {
        bind((Class<T>) type).toProvider(Providers.of((T) value));
    }

    @SuppressWarnings("unchecked") // a binding was found by its own type
    private <T> void bindPromised(Class<?> type, Binding<?> binding) {
        bind((Class<T>) type).toProvider(((Binding<T>) binding).getProvider());
    }
}
