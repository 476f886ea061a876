package io.leeway.runtime.config;

import io.leeway.runtime.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads configurations into records; {@link ConfigurationTree} writes them back. */
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

    private <R extends Record> R read(
            String yaml, String source, @Nullable Path folder, List<Setting> settings, Class<R> type) {
        Problems problems = new Problems();
        YamlNode root = YamlReader.read(yaml, source, problems);
        if (root != null && root.isNull()) {
            root = new YamlNode.Mapping(root.location(), Map.of());
        }
        Settings changes = new Settings(problems);
        for (Setting setting : settings) {
            root = root == null ? null : changes.apply(root, setting);
        }
        R result = root == null
                ? null
                : new Binder(registry, constraints, problems, source, folder).section(type, root, "", "");
        problems.throwIfAny(source);
        if (result == null) {
            throw new IllegalStateException("The configuration " + source + " was refused without a reason");
        }
        return result;
    }
}
