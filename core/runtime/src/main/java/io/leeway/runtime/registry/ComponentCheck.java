package io.leeway.runtime.registry;

import io.leeway.spi.Component;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks what can be known of a component without creating it. */
final class ComponentCheck {
    private ComponentCheck() {}

    /** Returns everything that is wrong with a component. */
    static List<String> faults(Component<?, ?> component) {
        List<String> faults = new ArrayList<>();
        if (!Component.NAME.matcher(component.name()).matches()) {
            faults.add("the name must be kebab-case, like 'waypoint' or 'td3-bc'");
        }
        checkSummary(component.summary(), faults);
        if (!component.kind().isInterface()) {
            faults.add("the kind " + component.kind().getName() + " must be an interface");
        }
        if (!component.configuration().isRecord()) {
            faults.add("the configuration " + component.configuration().getName() + " must be a record");
        } else if (Arrays.stream(component.configuration().getRecordComponents())
                .anyMatch(part -> part.getName().equals("type"))) {
            faults.add("the configuration " + component.configuration().getName()
                    + " must not have a component 'type', which is where users write the name");
        }
        try {
            checkImplementation(component, faults);
        } catch (LinkageError broken) {
            faults.add(component.implementation().getName() + " cannot be loaded: " + broken);
        }
        return faults;
    }

    private static void checkSummary(String summary, List<String> faults) {
        if (summary.isBlank() || summary.lines().count() > 1 || summary.endsWith(".")) {
            faults.add("the summary must be one line without a full stop, but is '" + summary + "'");
        }
    }

    private static void checkImplementation(Component<?, ?> component, List<String> faults) {
        Class<?> implementation = component.implementation();
        String name = implementation.getName();
        if (!component.kind().isAssignableFrom(implementation)) {
            faults.add(name + " does not implement " + component.kind().getName());
        }
        boolean inner = implementation.getEnclosingClass() != null && !Modifier.isStatic(implementation.getModifiers());
        if (Modifier.isAbstract(implementation.getModifiers()) || inner) {
            faults.add(name + " must be a concrete class, and static if it stands within another");
        }
        int count = injectable(implementation).size();
        if (count != 1) {
            faults.add(name + " needs exactly one constructor with @Inject, but has " + count);
        }
    }

    /** Returns the constructors that are annotated with {@code @Inject}. */
    static List<Constructor<?>> injectable(Class<?> implementation) {
        return Arrays.stream(implementation.getDeclaredConstructors())
                .<Constructor<?>>map(constructor -> constructor)
                .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                .toList();
    }
}
