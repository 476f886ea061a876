package io.leeway.cli.sweep;

import io.leeway.dashboard.web.Launcher;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A launcher of commands in processes like this one, with its Java, options and class path. Where the system has
 * {@code setsid}, ctrl-C in this process's terminal does not reach them.
 *
 * @param plugins the folder of plugins, or null
 */
record ProcessLauncher(@Nullable Path plugins) implements Launcher {
    private static final String MAIN = "io.leeway.cli.Leeway";

    @Override
    public Process start(List<String> arguments, Path directory, Path output) throws IOException {
        List<String> line = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            line.add(setsid.toString());
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(List.of("-cp", classPath(), MAIN));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        // What the launcher says of this process's terminal.
        environment.keySet().removeIf(name -> name.matches("LEEWAY_(MESSAGES|TERMINAL|COLUMNS)"));
        if (plugins != null) {
            environment.put("LEEWAY_PLUGINS", plugins.toAbsolutePath().toString());
        }
        return builder.start();
    }

    /** Returns the class path with whole paths, since the process may work in another folder. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
