package io.leeway.cli.environment;

import io.leeway.cli.command.UsageException;
import picocli.CommandLine.Option;

/**
 * The option {@code --target}, by which other commands name a server: here another way to write the argument TARGET.
 */
final class TargetOption {
    @Option(names = "--target", paramLabel = "TARGET", description = "The same as the argument TARGET.")
    private String target = "";

    /** Returns whether the option is given. */
    boolean given() {
        return !target.isEmpty();
    }

    /**
     * Returns the server or environment that the user named in one of the two ways.
     *
     * @throws UsageException if it is named twice, or not at all
     */
    String or(String argument) {
        if (given() && !argument.isEmpty()) {
            throw new UsageException("The server is named twice: '" + argument + "' and --target " + target + ".");
        }
        if (!given() && argument.isEmpty()) {
            throw new UsageException("Which server? Give HOST:PORT or unix:PATH, as it printed after 'Listening on'.");
        }
        return given() ? target : argument;
    }
}
