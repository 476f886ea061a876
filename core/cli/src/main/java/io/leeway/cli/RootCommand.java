package io.leeway.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds all others, and the options that all of them have. */
@Command(
        name = "leeway",
        description = "Offline reinforcement learning with guided trajectory diffusion.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway run examples/quickstart/experiment.yaml",
            "  leeway plugins list",
            "  leeway doctor",
            "",
            "Exit codes: 0 success, 1 failure, 2 wrong usage or configuration, 130 interrupted."
        })
final class RootCommand implements Runnable {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    RootCommand(Session session) {
        this.session = session;
    }

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A folder of plugins: jars, and folders of jars. Also the variable LEEWAY_PLUGINS.")
    void plugins(Path folder) {
        session.plugins(folder);
    }

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where in the code a failure was.")
    void stackTrace(boolean wanted) {
        session.stackTrace(wanted);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? There are: "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
