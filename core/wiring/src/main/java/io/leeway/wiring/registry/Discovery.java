package io.leeway.wiring.registry;

import io.leeway.spi.Component;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.Plugin;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.keys.KebabCase;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The search for plugins and what they offer; whatever is wrong with one of them becomes a {@link PluginProblem}. */
final class Discovery {
    private final List<Registered<?>> components = new ArrayList<>();
    private final List<RegisteredId> environmentIds = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final Map<Class<?>, String> seen = new LinkedHashMap<>();

    List<Registered<?>> components() {
        return components;
    }

    List<RegisteredId> environmentIds() {
        return environmentIds;
    }

    List<PluginProblem> problems() {
        return problems;
    }

    /** Looks at everything that a loader sees. */
    void addClassPath(ClassLoader loader) {
        try {
            for (URL file : Collections.list(loader.getResources(ServiceFile.PATH))) {
                addServiceFile(file, ServiceFile.location(file), loader, false);
            }
        } catch (IOException failure) {
            problems.add(new PluginProblem("the class path", null, "cannot be searched: " + FileProblem.text(failure)));
        }
    }

    /** Looks at every jar and folder of a plugins folder. */
    void addFolder(Path folder, ClassLoader parent) {
        for (PluginFolder.Entry entry : PluginFolder.entries(folder, parent)) {
            addEntry(entry);
        }
    }

    /** Takes a plugin that is at hand. */
    void add(Plugin plugin, String location) {
        Origin origin = new Origin(plugin.getClass().getName(), location);
        try {
            for (Component<?, ?> component : plugin.components()) {
                add(component, origin);
            }
        } catch (RuntimeException | LinkageError failure) {
            problem(origin, "components() failed: " + describe(failure));
        }
        try {
            for (EnvironmentId id : plugin.environmentIds()) {
                add(id, origin);
            }
        } catch (RuntimeException | LinkageError failure) {
            problem(origin, "environmentIds() failed: " + describe(failure));
        }
    }

    private void addEntry(PluginFolder.Entry entry) {
        String location = entry.path().toString();
        try {
            checkReadable(entry.path());
            List<URL> files = Collections.list(entry.loader().findResources(ServiceFile.PATH));
            if (files.isEmpty()) {
                problems.add(new PluginProblem(
                        location,
                        null,
                        "offers no plugin: it has no file " + ServiceFile.PATH
                                + ". Put a library beside its plugin, into a folder of their own."));
            }
            for (URL file : files) {
                addServiceFile(file, ServiceFile.location(file), entry.loader(), true);
            }
        } catch (IOException failure) {
            problems.add(new PluginProblem(location, null, "is not a readable jar: " + FileProblem.text(failure)));
        }
    }

    private static void checkReadable(Path path) throws IOException {
        if (path.toFile().isFile()) {
            new ZipFile(path.toFile()).close();
        }
    }

    private void addServiceFile(URL file, String location, ClassLoader loader, boolean ownLoader) {
        List<String> names;
        try {
            names = ServiceFile.read(file);
        } catch (IOException failure) {
            problems.add(new PluginProblem(location, null, "has a bad service file: " + FileProblem.text(failure)));
            return;
        }
        for (String name : names) {
            Plugin plugin = instantiate(new Origin(name, location), loader, ownLoader);
            if (plugin != null) {
                add(plugin, location);
            }
        }
    }

    private @Nullable Plugin instantiate(Origin origin, ClassLoader loader, boolean ownLoader) {
        try {
            Class<?> found = Class.forName(origin.plugin(), true, loader);
            String earlier = seen.putIfAbsent(found, origin.location());
            if (earlier != null) {
                if (ownLoader) {
                    problem(origin, "is already on Leeway's class path, from " + earlier + "; this copy is not used");
                }
                return null;
            }
            return (Plugin) found.getConstructor().newInstance();
        } catch (ClassNotFoundException missing) {
            problem(origin, "the service file names this class, but the jar does not have it");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException wrong) {
            problem(origin, "must be a public class with a public constructor without parameters");
        } catch (InvocationTargetException failure) {
            problem(origin, "its constructor failed: " + describe(failure.getCause()));
        } catch (ClassCastException wrong) {
            problem(origin, "does not implement " + Plugin.class.getName());
        } catch (LinkageError broken) {
            problem(origin, "cannot be loaded: " + describe(broken));
        }
        return null;
    }

    private void add(@Nullable Component<?, ?> component, Origin origin) {
        if (component == null) {
            problem(origin, "components() has a null among its components");
            return;
        }
        List<String> faults = ComponentCheck.faults(component);
        String title = KebabCase.wordsOfKind(component.kind()) + " '" + component.name() + "': ";
        faults.forEach(fault -> problem(origin, title + fault));
        if (faults.isEmpty()) {
            components.add(new Registered<>(component, origin));
        }
    }

    private void add(@Nullable EnvironmentId id, Origin origin) {
        if (id == null) {
            problem(origin, "environmentIds() has a null among its ids");
        } else {
            environmentIds.add(new RegisteredId(id, origin));
        }
    }

    private void problem(Origin origin, String text) {
        problems.add(new PluginProblem(origin.location(), origin.plugin(), text));
    }

    private static String describe(@Nullable Throwable failure) {
        if (failure instanceof NoClassDefFoundError missing && missing.getMessage() != null) {
            return "the class " + missing.getMessage().replace('/', '.') + " is missing";
        }
        return String.valueOf(failure);
    }
}
