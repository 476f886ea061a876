package io.leeway.wiring.registry;

import io.leeway.spi.Component;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Shape;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The check of what can be known of a component without creating it. */
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
        try {
            checkConfiguration(component.configuration(), faults);
            checkImplementation(component, faults);
        } catch (LinkageError broken) {
            faults.add("cannot be loaded: " + broken);
        }
        return faults;
    }

    /** Adds what is wrong with a summary. */
    static void checkSummary(String summary, List<String> faults) {
        if (summary.isBlank() || summary.lines().count() > 1 || summary.endsWith(".")) {
            faults.add("the summary must be one line without a full stop, but is '" + summary + "'");
        }
    }

    private static void checkConfiguration(Class<? extends Record> configuration, List<String> faults) {
        if (!configuration.isRecord()) {
            faults.add("the configuration " + configuration.getName() + " must be a record");
            return;
        }
        int before = faults.size();
        checkKeys(configuration, new HashSet<>(), faults);
        if (faults.size() == before
                && Key.of(configuration).stream().anyMatch(key -> key.name().equals("type"))) {
            faults.add("the configuration " + configuration.getName()
                    + " must not have a component 'type', which is where users write the name");
        }
    }

    private static void checkKeys(Class<? extends Record> section, Set<Class<?>> seen, List<String> faults) {
        if (!seen.add(section)) {
            return;
        }
        int before = faults.size();
        for (Key key : Key.declared(section)) {
            try {
                Shape shape = Shape.of(key.type());
                if (key.inline() && !(shape instanceof Shape.Choice || shape instanceof Shape.Section)) {
                    throw new IllegalArgumentException("Only a Configured or a record can be @Inline");
                }
                if (shape instanceof Shape.Section nested) {
                    checkKeys(nested.type(), seen, faults);
                }
            } catch (IllegalArgumentException unreadable) {
                faults.add("the key '" + key.name() + "' of " + section.getName() + ": " + unreadable.getMessage());
            }
        }
        if (faults.size() == before) {
            checkNames(section, faults);
        }
    }

    private static void checkNames(Class<? extends Record> section, List<String> faults) {
        Set<String> names = new HashSet<>();
        for (Key key : Key.of(section)) {
            if (!names.add(key.name())) {
                faults.add("the key '" + key.name() + "' of " + section.getName()
                        + " is there twice: in it, and in a record that is inline in it");
            }
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
        int count = Constructors.injectable(implementation).size();
        if (count != 1) {
            faults.add(name + " needs exactly one constructor with @Inject, but has " + count);
        }
    }
}
