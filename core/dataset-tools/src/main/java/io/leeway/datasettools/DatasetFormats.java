package io.leeway.datasettools;

import io.leeway.spi.Components;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats of a registry's plugins, of which it finds the one that a dataset has or is to have. */
public final class DatasetFormats {
    private final Registry registry;
    private final Components components;

    /** Chooses among the formats of a registry's plugins. */
    public DatasetFormats(Registry registry, Components components) {
        this.registry = registry;
        this.components = components;
    }

    /**
     * Returns an existing dataset with its format.
     *
     * @param name the format's component, or null for the one that recognizes the path
     * @throws DatasetChoiceException if there is nothing, or not one format recognizes it, saying what was tried
     */
    public DatasetPath input(Path path, @Nullable String name) {
        return input(path, name, List.of());
    }

    /**
     * Returns an existing dataset with its format, of which some keys are set.
     *
     * @param name the format's component, or null for the one that recognizes the path
     * @param settings the format's keys
     * @throws DatasetChoiceException if there is nothing, or not one format recognizes it, saying what was tried
     * @throws ConfigurationException with everything that is wrong with the keys
     */
    public DatasetPath input(Path path, @Nullable String name, List<Setting> settings) {
        if (!Files.exists(path)) {
            throw new DatasetChoiceException("There is no file or folder " + path + "." + neighbour(path));
        } else if (name != null) {
            return new DatasetPath(path, name, format(name, "the format " + name, settings));
        }
        List<DatasetPath> found = those(path, format -> format.recognizes(path));
        if (found.size() == 1) {
            String chosen = found.get(0).formatName();
            return settings.isEmpty()
                    ? found.get(0)
                    : new DatasetPath(path, chosen, format(chosen, "the format " + chosen, settings));
        } else if (found.isEmpty()) {
            throw new DatasetChoiceException("Nothing recognizes " + path + " as a dataset." + tried(path)
                    + " Where it is one of these all the same, name its format: --format NAME, or"
                    + " '{type: NAME, path: …}'.");
        }
        throw new DatasetChoiceException(
                path + " is recognized by several formats: " + names(found) + ". Choose one with --format NAME.");
    }

    /**
     * Returns a dataset that is to be written, with its format.
     *
     * @param name the format's component, or null for the one whose datasets are named so
     * @param settings the format's keys
     * @throws DatasetChoiceException if not one format is named so, listing what there is
     * @throws ConfigurationException with everything that is wrong with the keys
     */
    public DatasetPath output(Path path, @Nullable String name, List<Setting> settings) {
        if (name != null) {
            return new DatasetPath(path, name, format(name, "the format " + name, settings));
        }
        List<DatasetPath> found = those(path, format -> format.names(path));
        if (found.size() != 1) {
            String problem = found.isEmpty()
                    ? "The name of " + path + " does not say which format to write. There are: " + all()
                    : "The name of " + path + " is that of several formats: " + names(found);
            throw new DatasetChoiceException(problem + ". Choose one with --to NAME.");
        }
        String chosen = found.get(0).formatName();
        return settings.isEmpty()
                ? found.get(0)
                : new DatasetPath(path, chosen, format(chosen, "the format " + chosen, settings));
    }

    private List<DatasetPath> those(Path path, Predicate<DatasetFormat> wanted) {
        List<DatasetPath> found = new ArrayList<>();
        for (Registered<DatasetFormat> registered : registry.ofKind(DatasetFormat.class)) {
            String name = registered.component().name();
            withoutKeys(name).filter(wanted).ifPresent(format -> found.add(new DatasetPath(path, name, format)));
        }
        return found;
    }

    /** A format that cannot be made without keys is not found by itself. */
    private Optional<DatasetFormat> withoutKeys(String name) {
        try {
            return Optional.of(format(name, name, List.of()));
        } catch (ConfigurationException needsKeys) {
            return Optional.empty();
        }
    }

    private DatasetFormat format(String name, String source, List<Setting> settings) {
        if (registry.lookup(DatasetFormat.class, name).isEmpty()) {
            throw new DatasetChoiceException(
                    "There is no dataset format '" + name + "'." + registry.suggestion(DatasetFormat.class, name));
        }
        return components.create(new Configurations(registry).choose(DatasetFormat.class, name, source, settings));
    }

    private String tried(Path path) {
        List<Registered<DatasetFormat>> formats = registry.ofKind(DatasetFormat.class);
        if (formats.isEmpty()) {
            return " No plugin offers any format: see 'leeway plugins list'.";
        }
        String what = Files.isDirectory(path) ? "The folder" : "The file";
        return " " + what + " was tried as: "
                + String.join(
                        ", ",
                        formats.stream()
                                .map(Registered::component)
                                .map(component -> component.name() + " (" + component.summary() + ")")
                                .toList())
                + ".";
    }

    private String all() {
        return String.join(
                ", ",
                registry.ofKind(DatasetFormat.class).stream()
                        .map(registered -> registered.component().name())
                        .toList());
    }

    private static String names(List<DatasetPath> found) {
        return String.join(", ", found.stream().map(DatasetPath::formatName).toList());
    }

    /** Returns the question whether a neighbour was meant. */
    private static String neighbour(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        Path name = whole.getFileName();
        if (folder == null || name == null) {
            return "";
        } else if (!Files.isDirectory(folder)) {
            return " Its folder does not exist either.";
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<String> names = children.limit(10_000)
                    .map(child -> String.valueOf(child.getFileName()))
                    .toList();
            return Nearest.question(name.toString(), names);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
