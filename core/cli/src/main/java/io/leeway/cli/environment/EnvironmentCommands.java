package io.leeway.cli.environment;

import io.leeway.cli.command.Invocation;
import picocli.CommandLine;

/** The commands on environments and their servers. */
public final class EnvironmentCommands {
    private EnvironmentCommands() {}

    /** Returns {@code leeway env} with its subcommands. */
    public static CommandLine of(Invocation invocation) {
        return new CommandLine(new EnvCommand())
                .addSubcommand(new EnvServeCommand(invocation))
                .addSubcommand(new EnvListCommand(invocation))
                .addSubcommand(new EnvPingCommand(invocation))
                .addSubcommand(new EnvCheckCommand(invocation));
    }
}
