package io.leeway.wiring.identity;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The properties of the machine and its libraries that may change results, or describe it to a reader. */
public final class Machine {
    private Machine() {}

    /** Returns the traits that are a part of every artifact's key. */
    public static Map<String, Object> traits() {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("java", Runtime.version().toString());
        traits.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        traits.put("processors", Runtime.getRuntime().availableProcessors());
        traits.put("libraries", libraries());
        traits.put("tf_xla_flags", System.getenv().getOrDefault("TF_XLA_FLAGS", ""));
        // Decides on a GPU how products round; it is a part only where it is set, so that other keys stay what they
        // were.
        String rounding = System.getenv("NVIDIA_TF32_OVERRIDE");
        if (rounding != null) {
            traits.put("nvidia_tf32_override", rounding);
        }
        return traits;
    }

    /**
     * Returns the file names, which carry versions, of the jars beside the runtime's own, or else of the class path.
     */
    private static List<String> libraries() {
        Path own = CodeDigest.location(Machine.class);
        if (own != null && Files.isRegularFile(own) && own.getParent() != null) {
            try (Stream<Path> siblings = Files.list(own.getParent())) {
                return names(siblings);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String classPath = System.getProperty("java.class.path", "");
        return names(Stream.of(classPath.split(File.pathSeparator)).map(Path::of));
    }

    private static List<String> names(Stream<Path> files) {
        return files.map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(".jar") && !name.startsWith("surefire"))
                .sorted()
                .toList();
    }
}
