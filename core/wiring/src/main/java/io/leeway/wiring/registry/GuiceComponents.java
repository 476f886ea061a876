package io.leeway.wiring.registry;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.util.Providers;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** Creates each component with an injector of its own, in which nothing is bound but what was bound by name here. */
final class GuiceComponents implements Components {
    private final Registry registry;
    private final Map<Class<?>, Object> bindings;

    GuiceComponents(Registry registry, Map<Class<?>, Object> bindings) {
        this.registry = registry;
        this.bindings = bindings;
    }

    @Override
    public <T> Components with(Class<T> type, T value) {
        Map<Class<?>, Object> changed = new LinkedHashMap<>(bindings);
        changed.put(type, value);
        return new GuiceComponents(registry, changed);
    }

    @Override
    public <K> K create(Configured<K> choice) {
        Registered<K> registered = registry.find(choice.kind(), choice.type());
        Class<?> expected = registered.component().configuration();
        if (!expected.isInstance(choice.configuration())) {
            throw new IllegalArgumentException("The " + registered.title() + " is configured by " + expected.getName()
                    + ", but was given " + choice.configuration());
        }
        Map<Class<?>, Object> bound = new LinkedHashMap<>(bindings);
        bound.put(Components.class, this);
        bound.put(expected, choice.configuration());
        Constructor<?> constructor = ComponentCheck.injectable(
                        registered.component().implementation())
                .get(0);
        checkBound(registered, constructor, bound);
        return construct(registered, constructor, bound);
    }

    private static void checkBound(Registered<?> registered, Constructor<?> constructor, Map<Class<?>, Object> bound) {
        for (Parameter parameter : constructor.getParameters()) {
            if (!bound.containsKey(parameter.getType()) && !isNullable(parameter)) {
                String known = bound.keySet().stream()
                        .map(Class::getSimpleName)
                        .sorted()
                        .collect(Collectors.joining(", "));
                throw new LeewayException("The " + registered.title() + " cannot be used here: the constructor of "
                        + constructor.getDeclaringClass().getName() + " asks for '"
                        + parameter.getType().getSimpleName() + " " + parameter.getName()
                        + "', which is not bound. Bound here: " + known + ".");
            }
        }
    }

    /** JSpecify's annotation stands on the type, others stand on the parameter. */
    private static boolean isNullable(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    @SuppressWarnings("unchecked") // the registry has checked that the implementation is of the kind
    private static <K> K construct(Registered<K> registered, Constructor<?> constructor, Map<Class<?>, Object> bound) {
        Class<? extends K> implementation = registered.component().implementation();
        try {
            return Guice.createInjector(
                            Stage.DEVELOPMENT, new Bindings<>(implementation, (Constructor<K>) constructor, bound))
                    .getInstance(implementation);
        } catch (ProvisionException failure) {
            throw explain(registered, failure.getCause() == null ? failure : failure.getCause());
        } catch (CreationException | ConfigurationException failure) {
            throw explain(registered, failure);
        }
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

    /** Binds exactly what is given; a parameter that may be null and is not given is null. */
    private static final class Bindings<K> extends AbstractModule {
        private final Class<? extends K> implementation;
        private final Constructor<K> constructor;
        private final Map<Class<?>, Object> bound;

        Bindings(Class<? extends K> implementation, Constructor<K> constructor, Map<Class<?>, Object> bound) {
            this.implementation = implementation;
            this.constructor = constructor;
            this.bound = bound;
        }

        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireExactBindingAnnotations();
            binder().disableCircularProxies();
            bound.forEach(this::bindValue);
            for (Parameter parameter : constructor.getParameters()) {
                if (!bound.containsKey(parameter.getType())) {
                    bind(parameter.getType()).toProvider(Providers.of(null));
                }
            }
            bindImplementation(implementation);
        }

        @SuppressWarnings("unchecked") // a value was bound to its own type
        private <T> void bindValue(Class<?> type, Object value) {
            bind((Class<T>) type).toProvider(Providers.of((T) value));
        }

        @SuppressWarnings("unchecked") // the constructor is the implementation's
        private <T extends K> void bindImplementation(Class<T> type) {
            bind(type).toConstructor((Constructor<T>) constructor, TypeLiteral.get(type));
        }
    }
}
