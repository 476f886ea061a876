package io.leeway.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** Where the program begins. */
public final class Leeway {
    private Leeway() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        prepareLog(environment);
        System.setProperty("java.awt.headless", "true");
        Session session = new Session(Output.standard(environment), environment, Terminal.of(environment));
        System.exit(run(session, arguments));
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
    static int run(Session session, String... arguments) {
        ErrorHandler errors = new ErrorHandler(session);
        try {
            return commandLine(session, errors).execute(arguments);
        } catch (Error failure) {
            return errors.handle(failure, "leeway " + String.join(" ", arguments));
        }
    }

    /** Returns the whole command with its subcommands. */
    static CommandLine commandLine(Session session, ErrorHandler errors) {
        CommandLine plugins = new CommandLine(new PluginsCommand())
                .addSubcommand(new PluginsListCommand(session))
                .addSubcommand(new PluginsDescribeCommand(session));
        CommandLine environments = new CommandLine(new EnvCommand())
                .addSubcommand(new EnvServeCommand(session))
                .addSubcommand(new EnvListCommand(session))
                .addSubcommand(new EnvPingCommand(session))
                .addSubcommand(new EnvCheckCommand(session));
        CommandLine datasets = new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetCollectCommand(session))
                .addSubcommand(new DatasetInfoCommand(session))
                .addSubcommand(new DatasetVerifyCommand(session))
                .addSubcommand(new DatasetConvertCommand(session))
                .addSubcommand(new DatasetSplitCommand(session))
                .addSubcommand(new DatasetMergeCommand(session))
                .addSubcommand(new DatasetRelabelCommand(session));
        CommandLine training = new CommandLine(new TrainCommand())
                .addSubcommand(new TrainDenoiserCommand(session))
                .addSubcommand(new TrainAgentCommand(session));
        return new CommandLine(new RootCommand(session))
                .addSubcommand(new RunCommand(session))
                .addSubcommand(new EvaluateCommand(session))
                .addSubcommand(new EstimateCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(training)
                .addSubcommand(new SampleCommand(session))
                .addSubcommand(new GenerateCommand(session))
                .addSubcommand(new CompareCommand(session))
                .addSubcommand(plugins)
                .addSubcommand(environments)
                .addSubcommand(datasets)
                .addSubcommand(new SchemaCommand(session))
                .addSubcommand(new DoctorCommand(session))
                .addSubcommand(new BenchCommand(session))
                .addSubcommand(new VersionCommand(session))
                .addSubcommand(new CompletionCommand(session))
                .setOut(writer(session.output().results()))
                .setErr(writer(session.output().messages()))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
