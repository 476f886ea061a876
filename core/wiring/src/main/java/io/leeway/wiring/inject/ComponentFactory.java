package io.leeway.wiring.inject;

import com.google.inject.Binding;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.wiring.registry.Constructors;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.lang.reflect.Constructor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The components of a scope: each is constructed by an injector below that of the scope. */
final class ComponentFactory implements Components {
    private final Registry registry;
    private final Injector scope;
    private final Map<Class<?>, Object> values;
    private final Set<Class<?>> inherited;

    /**
     * Creates components in a scope.
     *
     * @param values what {@link #with} bound, in place of what the scope binds
     * @param inherited the types that are promised to the component within which others are created
     */
    ComponentFactory(Registry registry, Injector scope, Map<Class<?>, Object> values, Set<Class<?>> inherited) {
        this.registry = registry;
        this.scope = scope;
        this.values = values;
        this.inherited = inherited;
    }

    @Override
    public <T> Components with(Class<T> type, T value) {
        Map<Class<?>, Object> changed = new LinkedHashMap<>(values);
        changed.put(type, value);
        return new ComponentFactory(registry, scope, changed, inherited);
    }

    @Override
    public <K> K create(Configured<K> choice) {
        Registered<K> registered = registry.find(choice.kind(), choice.type());
        Class<?> expected = registered.component().configuration();
        if (!expected.isInstance(choice.configuration())) {
            throw new IllegalArgumentException("The " + registered.title() + " is configured by " + expected.getName()
                    + ", but was given " + choice.configuration());
        }
        Set<Class<?>> promised = new HashSet<>(inherited);
        promised.addAll(Promises.of(choice.kind()));
        Map<Class<?>, Object> given = new LinkedHashMap<>(values);
        RandomSource random = random(choice.kind());
        if (random != null) {
            given.put(RandomSource.class, random);
        }
        given.put(Components.class, new ComponentFactory(registry, scope, given, promised));
        given.put(expected, choice.configuration());
        return construct(registered, given, promised);
    }

    /** A component within another shares its stream; elsewhere the scope has one for each kind. */
    private @Nullable RandomSource random(Class<?> kind) {
        Object given = values.get(RandomSource.class);
        Binding<Streams> streams = scope.getExistingBinding(Key.get(Streams.class));
        if (given != null || streams == null) {
            return (RandomSource) given;
        }
        return streams.getProvider().get().of(kind);
    }

    private <K> K construct(Registered<K> registered, Map<Class<?>, Object> given, Set<Class<?>> promised) {
        Class<? extends K> implementation = registered.component().implementation();
        Constructor<?> constructor = Constructors.injectable(implementation).get(0);
        Constructors.Requests requests = Constructors.requests(constructor);
        ComponentModule<? extends K> module =
                new ComponentModule<>(implementation, given, bindings(given, promised), requests);
        checkBound(registered, constructor, requests, module);
        try {
            return scope.createChildInjector(module).getInstance(implementation);
        } catch (ProvisionException failure) {
            throw explain(registered, Provisions.cause(failure));
        } catch (CreationException | ConfigurationException failure) {
            throw explain(registered, failure);
        }
    }

    /** Returns what the scope binds of what is promised, but for what was given in its place. */
    private Map<Class<?>, Binding<?>> bindings(Map<Class<?>, Object> given, Set<Class<?>> promised) {
        Map<Class<?>, Binding<?>> bindings = new LinkedHashMap<>();
        for (Class<?> type : promised) {
            Binding<?> binding = scope.getExistingBinding(Key.get(type, Promised.class));
            if (binding != null && !given.containsKey(type)) {
                bindings.put(type, binding);
            }
        }
        return bindings;
    }

    private static void checkBound(
            Registered<?> registered,
            Constructor<?> constructor,
            Constructors.Requests requests,
            ComponentModule<?> module) {
        List<Constructors.Request> unmet = requests.requests().values().stream()
                .filter(request -> request.required() && !module.bound().contains(request.type()))
                .toList();
        if (unmet.isEmpty()) {
            return;
        }
        String names = unmet.stream().map(request -> "'" + request + "'").collect(Collectors.joining(" and "));
        String known =
                module.bound().stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
        Class<?> asking = unmet.get(0).parameter().getDeclaringExecutable().getDeclaringClass();
        String through = asking == constructor.getDeclaringClass()
                ? ""
                : ", which " + constructor.getDeclaringClass().getName() + " needs,";
        throw new LeewayException("The " + registered.title() + " cannot be used here: the constructor of "
                + asking.getName() + through + " asks for " + names + ", which " + (unmet.size() > 1 ? "are" : "is")
                + " not bound. Bound here: " + known + ".");
    }

    private static RuntimeException explain(Registered<?> registered, Throwable failure) {
        if (failure instanceof LeewayException || failure instanceof CancellationException) {
            return (RuntimeException) failure;
        }
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        return new LeewayException(
                "The " + registered.title() + " ("
                        + registered.component().implementation().getName() + " in "
                        + registered.origin().location() + ") could not be created: " + failure,
                failure);
    }
}
