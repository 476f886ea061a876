package io.leeway.cli;

import io.leeway.runtime.config.ConfigurationTree;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where results and messages go. Both are UTF-8, whatever the locale.
 *
 * @param results standard output
 * @param messages standard error
 */
record Output(PrintStream results, PrintStream messages) {
    /** Returns this process's streams. */
    static Output standard() {
        return new Output(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Prints a line of results. */
    void line(String text) {
        results.println(text);
    }

    /** Prints a tree as the one line that a script reads. */
    void json(Object tree) {
        results.println(ConfigurationTree.json(tree));
    }

    /** Prints a line that is not a result. */
    void message(String text) {
        messages.println(text);
    }
}
