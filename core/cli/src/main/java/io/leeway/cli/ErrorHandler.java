package io.leeway.cli;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.command.Version;
import io.leeway.cli.terminal.Interruption;
import io.leeway.cli.terminal.Output;
import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.inject.Provisions;
import io.leeway.wiring.registry.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The handler of failures: a message and an exit code, 1 for a failure, 2 for wrong usage, 130 for an interruption. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Invocation invocation;

    ErrorHandler(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        invocation.output().message(explain(failure));
        String command = failure.getCommandLine().getCommandSpec().qualifiedName(" ");
        invocation.output().message("Try '" + command + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String explain(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(failure.getMessage());
        }
        String given = unmatched.getUnmatched().get(0);
        Set<String> commands = failure.getCommandLine().getSubcommands().keySet();
        if (given.startsWith("-")) {
            List<String> options = failure.getCommandLine().getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .toList();
            return "There is no option '" + given + "'." + Nearest.question(given, options);
        } else if (!commands.isEmpty()) {
            return "There is no command '" + given + "'." + Nearest.question(given, commands) + " There are: "
                    + String.join(", ", commands) + ".";
        }
        return "'" + given + "' is one argument too many.";
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return handle(failure, "leeway " + String.join(" ", parsed.originalArgs()));
    }

    /** Says what failed and returns the exit code. */
    int handle(Throwable thrown, String command) {
        Throwable failure = Provisions.cause(thrown);
        Output output = invocation.output();
        if (failure instanceof CancellationException) {
            output.message("Stopped. To go on from here, run the same command again.");
            return Interruption.EXIT_CODE;
        }
        if (invocation.stackTrace()) {
            output.message(trace(failure));
        }
        if (failure instanceof LeewayException) {
            output.message(String.valueOf(failure.getMessage()));
            boolean wrongUsage = failure instanceof ConfigurationException
                    || failure instanceof DatasetChoiceException
                    || failure instanceof UsageException;
            return wrongUsage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        }
        if (failure instanceof OutOfMemoryError) {
            long mebibytes = Runtime.getRuntime().maxMemory() / (1 << 20);
            output.message("Out of memory: " + failure.getMessage() + ". Give Java more than " + mebibytes
                    + " MiB, for example with LEEWAY_JAVA_OPTS=-Xmx" + 2 * mebibytes
                    + "m, or make the experiment smaller.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        output.message("This is a bug in Leeway, or in a plugin: " + failure);
        output.message("Please report it"
                + (invocation.stackTrace() ? " with the stack trace above." : keep(failure, command)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String keep(Throwable failure, String command) {
        try {
            Path file = Files.createTempFile("leeway-bug-", ".txt");
            Files.writeString(file, Version.full() + "\n" + command + "\n\n" + trace(failure));
            return " with the file " + file + ", which has the command and the stack trace.";
        } catch (IOException unwritable) {
            return " with the stack trace that the option --stacktrace shows.";
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
