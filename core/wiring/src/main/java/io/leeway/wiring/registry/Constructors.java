package io.leeway.wiring.registry;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The constructors that an injector calls, and what they ask for. */
public final class Constructors {
    private Constructors() {}

    /** Returns the constructors that are annotated with {@code @Inject}. */
    public static List<Constructor<?>> injectable(Class<?> implementation) {
        return Arrays.stream(implementation.getDeclaredConstructors())
                .<Constructor<?>>map(constructor -> constructor)
                .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                .toList();
    }

    /**
     * A type that constructors ask for.
     *
     * @param type the type; that of the instance where a {@code Provider} or an {@code Optional} of it is asked for
     * @param parameter the first parameter that asks for it and cannot do without, or else the first one
     * @param required whether a constructor cannot do without
     * @param optional whether a constructor asks for an {@code Optional} of it
     */
    public record Request(Class<?> type, Parameter parameter, boolean required, boolean optional) {
        private Request and(Request later) {
            Parameter first = required || !later.required ? parameter : later.parameter;
            return new Request(type, first, required || later.required, optional || later.optional);
        }

        /** Returns it as an author thinks of it: {@code Ink ink}. */
        @Override
        public String toString() {
            return type.getSimpleName() + " " + parameter.getName();
        }
    }

    /**
     * The requests of a constructor, by itself and through injectable classes of its own plugin.
     *
     * @param requests by type
     * @param own the injectable classes
     */
    public record Requests(Map<Class<?>, Request> requests, Set<Class<?>> own) {}

    /** Returns what a constructor asks for. */
    public static Requests requests(Constructor<?> constructor) {
        Requests found = new Requests(new LinkedHashMap<>(), new LinkedHashSet<>());
        collect(constructor, found);
        return found;
    }

    private static void collect(Constructor<?> constructor, Requests found) {
        for (Parameter parameter : constructor.getParameters()) {
            Request request = request(parameter);
            List<Constructor<?>> own = isConcrete(request.type()) ? injectable(request.type()) : List.of();
            if (own.isEmpty()) {
                found.requests().merge(request.type(), request, Request::and);
            } else if (found.own().add(request.type())) {
                collect(own.get(0), found);
            }
        }
    }

    private static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    private static Request request(Parameter parameter) {
        Type type = parameter.getParameterizedType();
        boolean optional = false;
        while (type instanceof ParameterizedType generic
                && (generic.getRawType() == Provider.class || generic.getRawType() == Optional.class)) {
            optional |= generic.getRawType() == Optional.class;
            type = generic.getActualTypeArguments()[0];
        }
        Class<?> raw = type instanceof Class<?> plain
                ? plain
                : type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : parameter.getType();
        return new Request(raw, parameter, !optional && !isNullable(parameter), optional);
    }

    /** JSpecify's annotation stands on the type, others stand on the parameter. */
    private static boolean isNullable(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
