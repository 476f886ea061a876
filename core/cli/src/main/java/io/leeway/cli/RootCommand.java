package io.leeway.cli;

import io.leeway.cli.command.CommandGroup;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.Version;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code leeway} with the options that all commands have. */
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
final class RootCommand extends CommandGroup {
    private final Invocation invocation;

    RootCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A folder of plugins: jars, and folders of jars. Also the variable LEEWAY_PLUGINS.")
    void plugins(Path folder) {
        invocation.plugins(folder);
    }

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where in the code a failure was.")
    void stackTrace(boolean wanted) {
        invocation.stackTrace(wanted);
    }
}
