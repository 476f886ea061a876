package io.leeway.wiring.registry;

import io.leeway.spi.Component;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Selective;
import io.leeway.wiring.keys.KebabCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All components that can be used, by kind and name, and the ids of environments that stand for some of them. */
public final class Registry {
    private final Map<Class<?>, Map<String, Registered<?>>> kinds = new LinkedHashMap<>();
    private final Map<String, RegisteredId> environmentIds = new TreeMap<>();
    private final List<PluginProblem> problems;

    private Registry(Discovery discovery) {
        problems = new ArrayList<>(discovery.problems());
        List<String> duplicates = new ArrayList<>();
        discovery.components().stream()
                .sorted(Comparator.comparing(
                        registered -> KebabCase.ofKind(registered.component().kind())))
                .forEach(registered -> add(registered, duplicates));
        discovery.environmentIds().forEach(registered -> add(registered, duplicates));
        if (!duplicates.isEmpty()) {
            throw new LeewayException(String.join("\n", duplicates));
        }
    }

    /**
     * Finds the plugins on the class path, and those of a folder.
     *
     * @param folder holds jars, and folders of jars; null for the class path alone
     * @throws LeewayException if two plugins offer the same name of the same kind, or register the same id, naming
     *     both, or the folder cannot be read
     */
    public static Registry load(@Nullable Path folder) {
        ClassLoader application = Registry.class.getClassLoader();
        Discovery discovery = new Discovery();
        discovery.addClassPath(application);
        if (folder != null) {
            discovery.addFolder(folder, application);
        }
        return new Registry(discovery);
    }

    /** Returns a registry of given plugins alone, as tests and embedders want it. */
    public static Registry of(Plugin... plugins) {
        Discovery discovery = new Discovery();
        Arrays.stream(plugins).forEach(plugin -> discovery.add(plugin, "this program"));
        return new Registry(discovery);
    }

    private void add(Registered<?> registered, List<String> duplicates) {
        Component<?, ?> component = registered.component();
        Registered<?> earlier = kinds.computeIfAbsent(component.kind(), kind -> new TreeMap<>())
                .putIfAbsent(component.name(), registered);
        if (earlier != null) {
            duplicates.add("The " + registered.title() + " is offered twice: "
                    + earlier.component().implementation().getName() + " by the plugin " + earlier.origin() + ", and "
                    + component.implementation().getName() + " by the plugin " + registered.origin()
                    + ". Remove one of the two, or rename its component.");
        }
    }

    private void add(RegisteredId registered, List<String> duplicates) {
        List<String> faults = EnvironmentIdCheck.faults(registered.id(), this);
        String title = "environment id '" + registered.id().id() + "': ";
        Origin origin = registered.origin();
        faults.forEach(fault -> problems.add(new PluginProblem(origin.location(), origin.plugin(), title + fault)));
        if (!faults.isEmpty()) {
            return;
        }
        RegisteredId earlier = environmentIds.putIfAbsent(registered.id().id(), registered);
        if (earlier != null) {
            duplicates.add("The environment id '" + registered.id().id() + "' is registered twice: by the plugin "
                    + earlier.origin() + ", and by the plugin " + origin
                    + ". Remove one of the two, or rename its environment.");
        }
    }

    /** Returns what was found wrong with plugins, in the order of discovery. */
    public List<PluginProblem> problems() {
        return List.copyOf(problems);
    }

    /** Returns the ids of environments that plugins register, in order. */
    public List<RegisteredId> environmentIds() {
        return List.copyOf(environmentIds.values());
    }

    /** Returns the kinds that have components, by name. */
    public List<Class<?>> kinds() {
        return List.copyOf(kinds.keySet());
    }

    /** Returns every component, by kind and name. */
    public List<Registered<?>> all() {
        return kinds.values().stream()
                .<Registered<?>>flatMap(names -> names.values().stream())
                .toList();
    }

    /** Returns the components of a kind, by name. */
    @SuppressWarnings("unchecked") // a component is filed under its own kind
    public <K> List<Registered<K>> ofKind(Class<K> kind) {
        return kinds.getOrDefault(kind, Map.of()).values().stream()
                .map(registered -> (Registered<K>) registered)
                .toList();
    }

    /** Returns the component of that kind and name, if there is one. */
    @SuppressWarnings("unchecked") // a component is filed under its own kind
    public <K> Optional<Registered<K>> lookup(Class<K> kind, String name) {
        return Optional.ofNullable(
                (Registered<K>) kinds.getOrDefault(kind, Map.of()).get(name));
    }

    /**
     * Returns the component of that kind and name.
     *
     * @throws LeewayException if there is none, listing what there is
     */
    public <K> Registered<K> find(Class<K> kind, String name) {
        return lookup(kind, name)
                .orElseThrow(() -> new LeewayException(
                        "There is no " + KebabCase.wordsOfKind(kind) + " '" + name + "'." + suggestion(kind, name)));
    }

    /** Returns what to say after "There is no …": the nearest name, what there is of the kind, and how to get more. */
    public String suggestion(Class<?> kind, String name) {
        Set<String> names = kinds.getOrDefault(kind, Map.of()).keySet();
        String known = names.isEmpty()
                ? " No plugin offers any " + KebabCase.wordsOfKind(kind) + "."
                : " There are: " + String.join(", ", names) + ".";
        String broken = problems.isEmpty() ? "" : " Some plugins could not be used: see 'leeway plugins list'.";
        return Nearest.question(name, names) + known + elsewhere(name) + " Plugins add more: --plugins DIR." + broken;
    }

    private String elsewhere(String name) {
        List<String> others = all().stream()
                .filter(registered -> registered.component().name().equals(name))
                .map(registered -> KebabCase.wordsOfKind(registered.component().kind()))
                .toList();
        return others.isEmpty() ? "" : " ('" + name + "' is of the kind " + String.join(" and ", others) + ".)";
    }

    /**
     * Returns the types that a component's constructor asks for, its own configuration among them: itself, through a
     * {@code Provider} or an {@code Optional}, or through injectable classes of its own.
     */
    public Set<Class<?>> dependencies(Component<?, ?> component) {
        return Constructors.requests(
                        Constructors.injectable(component.implementation()).get(0))
                .requests()
                .keySet();
    }

    /**
     * Returns whether a chosen component, or one that its configuration chooses in turn, asks for {@code type} and
     * needs it with that configuration.
     */
    public boolean asksFor(Configured<?> choice, Class<?> type) {
        return Choices.all(choice).stream()
                .filter(part -> !(part.configuration() instanceof Selective selective) || selective.needs(type))
                .map(part -> find(part.kind(), part.type()).component())
                .anyMatch(component -> dependencies(component).contains(type));
    }
}
