package io.leeway.wiring.registry;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
     * A type that a constructor asks for.
     *
     * @param type the type; that of the instance where a {@code Provider} or an {@code Optional} of it is asked for
     * @param parameter the constructor's parameter
     * @param optional whether the constructor does without
     */
    public record Request(Class<?> type, Parameter parameter, boolean optional) {
        /** Returns it as it stands in the source: {@code Ink ink}. */
        @Override
        public String toString() {
            return parameter.getType().getSimpleName() + " " + parameter.getName();
        }
    }

    /**
     * Returns what a constructor asks for, by itself or through injectable classes of its own plugin.
     *
     * @return the requests by type, the first one of each
     */
    public static Map<Class<?>, Request> requests(Constructor<?> constructor) {
        Map<Class<?>, Request> found = new LinkedHashMap<>();
        collect(constructor, found, new HashSet<>());
        return found;
    }

    private static void collect(Constructor<?> constructor, Map<Class<?>, Request> found, Set<Class<?>> seen) {
        for (Parameter parameter : constructor.getParameters()) {
            Request request = request(parameter);
            List<Constructor<?>> own = isConcrete(request.type()) ? injectable(request.type()) : List.of();
            if (own.isEmpty()) {
                found.merge(request.type(), request, (earlier, later) -> earlier.optional() ? later : earlier);
            } else if (seen.add(request.type())) {
                collect(own.get(0), found, seen);
            }
        }
    }

    private static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    private static Request request(Parameter parameter) {
        Class<?> raw = parameter.getType();
        boolean optional = raw == Optional.class || isNullable(parameter);
        boolean indirect = raw == Optional.class || raw == Provider.class;
        return new Request(indirect ? argument(parameter) : raw, parameter, optional);
    }

    /** Returns T of a parameter {@code Provider<T>} or {@code Optional<T>}. */
    private static Class<?> argument(Parameter parameter) {
        if (parameter.getParameterizedType() instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (argument instanceof Class<?> type) {
                return type;
            } else if (argument instanceof ParameterizedType nested && nested.getRawType() instanceof Class<?> type) {
                return type;
            }
        }
        return parameter.getType();
    }

    /** JSpecify's annotation stands on the type, others stand on the parameter. */
    public static boolean isNullable(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
