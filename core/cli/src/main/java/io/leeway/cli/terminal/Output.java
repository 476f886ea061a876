package io.leeway.cli.terminal;

import io.leeway.wiring.config.ConfigurationTree;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;

/**
 * The streams of results and of messages. Both are UTF-8, whatever the locale.
 *
 * @param results standard output
 * @param messages standard error
 */
public record Output(PrintStream results, PrintStream messages) {
    /**
     * Returns this process's streams; the launcher may have said where messages go past its filter of standard error.
     */
    public static Output standard(Map<String, String> environment) {
        FileDescriptor messages = descriptor(environment.getOrDefault("LEEWAY_MESSAGES", ""));
        return new Output(stream(new FileOutputStream(FileDescriptor.out)), stream(new FileOutputStream(messages)));
    }

    /**
     * Returns the open descriptor of that number. Opening it by name instead would write at a position of its own, over
     * what else goes to the same file.
     */
    private static FileDescriptor descriptor(String number) {
        if (!number.matches("[3-9]")) {
            return FileDescriptor.err;
        }
        try {
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(Integer.valueOf(number));
        } catch (ReflectiveOperationException | InaccessibleObjectException unavailable) {
            return FileDescriptor.err;
        }
    }

    private static PrintStream stream(OutputStream target) {
        return new ResultStream(target);
    }

    /**
     * Returns what is to be said if results could not be written, such as to a full disk; empty if all were. A reader
     * that has read enough and gone, as {@code head} does, is no failure.
     */
    public String lost() {
        boolean failed = results.checkError();
        String reason = results instanceof ResultStream watched ? watched.failure() : "";
        return !failed || reason.equals("Broken pipe")
                ? ""
                : "Standard output could not be written" + (reason.isEmpty() ? "." : ": " + reason + ".");
    }

    /** Prints a line of results. */
    public void line(String text) {
        results.println(text);
    }

    /** Prints a tree as the one line that a script reads. */
    public void json(Object tree) {
        results.println(ConfigurationTree.json(tree));
    }

    /** Prints a line that is not a result. */
    public void message(String text) {
        messages.println(text);
    }
}
