package io.leeway.dashboard.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A launcher of this program's commands, each as a process of its own that outlives this one. */
@FunctionalInterface
public interface Launcher {
    /**
     * Starts a command.
     *
     * @param arguments of the program
     * @param directory its working directory
     * @param output the file, which is there, that takes what it prints
     */
    Process start(List<String> arguments, Path directory, Path output) throws IOException;
}
