package io.leeway.wiring.config;

import io.leeway.spi.Configured;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of configurations into records; {@link ConfigurationTree} writes them back.
 *
 * <p>A key that is left out has its default. A section that is given changes some keys of its default, and so does a
 * component that is given without {@code type}; a component that is named has the defaults of its own record.
 */
public final class Configurations {
    private final Registry registry;
    private final Constraints constraints = new Constraints();

    /** Makes a reader that knows the components of a registry. */
    public Configurations(Registry registry) {
        this.registry = registry;
    }

    /**
     * Reads a file. Relative paths in it are relative to its folder.
     *
     * @param settings what replaces values of the file, in this order
     * @throws ConfigurationException with everything that is wrong
     */
    public <R extends Record> R load(Path file, List<Setting> settings, Class<R> type) {
        return read(ConfigurationFile.read(file), file.toString(), file.getParent(), settings, type);
    }

    /**
     * Reads a text. Relative paths in it are relative to the working directory.
     *
     * @param source what problems call the text
     * @throws ConfigurationException with everything that is wrong
     */
    public <R extends Record> R parse(String yaml, String source, List<Setting> settings, Class<R> type) {
        return read(yaml, source, null, settings, type);
    }

    /**
     * Reads the configuration of one component from settings alone, what they leave out being default.
     *
     * @param source what problems of keys that are missing call the whole
     * @throws io.leeway.spi.LeewayException if there is no such component, listing those there are
     * @throws ConfigurationException with everything that is wrong
     */
    public <K> Configured<K> choose(Class<K> kind, String name, String source, List<Setting> settings) {
        registry.find(kind, name);
        Problems problems = new Problems();
        Location location = Location.of(source);
        YamlNode root = YamlNode.Mapping.of("type", new YamlNode.Scalar(location, name, true));
        YamlNode changed = new Settings(problems).applyAll(root, settings);
        Configured<K> result = binder(problems, folders(settings)).choice(kind, changed, "", List.of());
        problems.throwIfAny(source);
        return read(result, source);
    }

    /**
     * Reads what stands as a mapping in another configuration.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public <R extends Record> R read(Setting.Value value, List<Setting> settings, Class<R> type) {
        Map<String, Path> folders = folders(settings);
        String source = value.node().location().source();
        if (value.folder() != null) {
            folders.put(source, value.folder());
        }
        return read(value.node(), source, folders, new Problems(), settings, type);
    }

    private <R extends Record> R read(
            String yaml, String source, @Nullable Path folder, List<Setting> settings, Class<R> type) {
        Problems problems = new Problems();
        Map<String, Path> folders = folders(settings);
        if (folder != null) {
            folders.put(source, folder);
        }
        return read(YamlReader.read(yaml, source, problems), source, folders, problems, settings, type);
    }

    private <R extends Record> R read(
            @Nullable YamlNode root,
            String source,
            Map<String, Path> folders,
            Problems problems,
            List<Setting> settings,
            Class<R> type) {
        R result = null;
        if (root != null) {
            YamlNode whole = root.isNull() ? new YamlNode.Mapping(root.location(), Map.of()) : root;
            YamlNode changed = new Settings(problems).applyAll(whole, settings);
            result = binder(problems, folders).section(type, changed, "", "");
        }
        problems.throwIfAny(source);
        return read(result, source);
    }

    /** Returns the folders of the files that settings stand in. */
    private static Map<String, Path> folders(List<Setting> settings) {
        Map<String, Path> folders = new HashMap<>();
        for (Setting setting : settings) {
            Setting.Value written = setting.written();
            if (written != null && written.folder() != null) {
                folders.put(written.node().location().source(), written.folder());
            }
        }
        return folders;
    }

    private Binder binder(Problems problems, Map<String, Path> folders) {
        return new Binder(registry, constraints, problems, folders);
    }

    private static <T> T read(@Nullable T result, String source) {
        if (result == null) {
            throw new IllegalStateException("The configuration " + source + " was refused without a reason");
        }
        return result;
    }
}
