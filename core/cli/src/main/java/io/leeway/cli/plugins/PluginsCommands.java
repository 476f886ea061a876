package io.leeway.cli.plugins;

import io.leeway.cli.command.Invocation;
import picocli.CommandLine;

/** The commands that describe components and configuration. */
public final class PluginsCommands {
    private PluginsCommands() {}

    /** Returns {@code leeway plugins} with its subcommands. */
    public static CommandLine plugins(Invocation invocation) {
        return new CommandLine(new PluginsCommand())
                .addSubcommand(new PluginsListCommand(invocation))
                .addSubcommand(new PluginsDescribeCommand(invocation));
    }

    /** Returns {@code leeway schema}. */
    public static CommandLine schema(Invocation invocation) {
        return new CommandLine(new SchemaCommand(invocation));
    }
}
