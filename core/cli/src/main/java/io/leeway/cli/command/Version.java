package io.leeway.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of Leeway, of Java and of the operating system. */
public final class Version implements IVersionProvider {
    /** Returns Leeway's own version. */
    public static String number() {
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns one line with all versions. */
    public static String full() {
        Map<String, Object> tree = tree();
        return "leeway " + tree.get("leeway") + " (Java " + tree.get("java") + ", " + tree.get("os") + ")";
    }

    /** Returns the versions by name. */
    public static Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("leeway", number());
        tree.put("java", System.getProperty("java.version"));
        tree.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return tree;
    }

    @Override
    public String[] getVersion() {
        return new String[] {full()};
    }
}
