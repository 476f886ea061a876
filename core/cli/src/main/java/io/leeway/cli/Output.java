package io.leeway.cli;

import io.leeway.runtime.config.ConfigurationTree;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where results and messages go. Both are UTF-8, whatever the locale.
 *
 * @param results standard output
 * @param messages standard error
 */
record Output(PrintStream results, PrintStream messages) {
    /** Returns this process's streams; the launcher may have said where messages go past its filter of standard error. */
    static Output standard(Map<String, String> environment) {
        OutputStream messages = new FileOutputStream(FileDescriptor.err);
        String past = environment.getOrDefault("LEEWAY_MESSAGES", "");
        if (!past.isEmpty()) {
            try {
                messages = new FileOutputStream(past, true);
            } catch (FileNotFoundException unopened) {
                // A socket cannot be opened by name: standard error is as good, but for the filter's delay.
                messages = new FileOutputStream(FileDescriptor.err);
            }
        }
        return new Output(stream(new FileOutputStream(FileDescriptor.out)), stream(messages));
    }

    private static PrintStream stream(OutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
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
