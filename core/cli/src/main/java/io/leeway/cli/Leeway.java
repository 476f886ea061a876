package io.leeway.cli;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.dataset.DatasetCommands;
import io.leeway.cli.environment.EnvironmentCommands;
import io.leeway.cli.experiment.ExperimentCommands;
import io.leeway.cli.machine.MachineCommands;
import io.leeway.cli.plugins.PluginsCommands;
import io.leeway.cli.sweep.SweepCommands;
import io.leeway.cli.terminal.Output;
import io.leeway.cli.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's main class. */
public final class Leeway {
    private Leeway() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        prepareLog(environment);
        System.setProperty("java.awt.headless", "true");
        Invocation invocation = new Invocation(Output.standard(environment), environment, Terminal.of(environment));
        System.exit(run(invocation, arguments));
    }

    /** Chooses the log's format, and takes in what libraries log by Java's own means. */
    private static void prepareLog(Map<String, String> environment) {
        if (environment.getOrDefault("LEEWAY_LOG_FORMAT", "").equals("json")) {
            System.setProperty("logback.configurationFile", "logback-json.xml");
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Runs a command and returns its exit code: 0 success, 1 failure, 2 usage or configuration, 130 interrupted. */
    static int run(Invocation invocation, String... arguments) {
        ErrorHandler errors = new ErrorHandler(invocation);
        int code;
        try {
            code = commandLine(invocation, errors).execute(arguments);
        } catch (Error failure) {
            code = errors.handle(failure, "leeway " + String.join(" ", arguments));
        }
        String lost = invocation.output().lost();
        if (lost.isEmpty()) {
            return code;
        }
        invocation.output().message(lost);
        return code == 0 ? CommandLine.ExitCode.SOFTWARE : code;
    }

    /** Returns the whole command with its subcommands. */
    static CommandLine commandLine(Invocation invocation, ErrorHandler errors) {
        CommandLine all = new CommandLine(new RootCommand(invocation));
        ExperimentCommands.of(invocation).forEach(all::addSubcommand);
        SweepCommands.of(invocation).forEach(all::addSubcommand);
        all.addSubcommand(PluginsCommands.plugins(invocation))
                .addSubcommand(EnvironmentCommands.of(invocation))
                .addSubcommand(DatasetCommands.of(invocation))
                .addSubcommand(PluginsCommands.schema(invocation));
        MachineCommands.of(invocation).forEach(all::addSubcommand);
        return all.setOut(writer(invocation.output().results()))
                .setErr(writer(invocation.output().messages()))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setExecutionStrategy(Leeway::execute)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** Runs what was parsed. A call for help does not excuse a command or an option that there is not. */
    private static int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean takesAny = !last.commandSpec().unmatchedArgsBindings().isEmpty();
        if (!last.unmatched().isEmpty() && !takesAny) {
            throw new UnmatchedArgumentException(last.commandSpec().commandLine(), last.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
