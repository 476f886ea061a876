package io.leeway.runtime.run;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What of the machine and its libraries may change results, and what describes it to a reader. */
final class Machine {
    private Machine() {}

    /** Returns the traits that are a part of every artifact's key. */
    static Map<String, Object> traits() {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("java", Runtime.version().toString());
        traits.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        traits.put("processors", Runtime.getRuntime().availableProcessors());
        traits.put("libraries", libraries());
        traits.put("tf_xla_flags", System.getenv().getOrDefault("TF_XLA_FLAGS", ""));
        return traits;
    }

    /** Returns the file names of the class path's jars, which carry their versions. */
    private static List<String> libraries() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .filter(name -> name.endsWith(".jar") && !name.startsWith("surefire"))
                .sorted()
                .toList();
    }
}
