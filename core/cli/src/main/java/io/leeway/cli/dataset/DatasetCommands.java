package io.leeway.cli.dataset;

import io.leeway.cli.command.Invocation;
import picocli.CommandLine;

/** The commands on datasets. */
public final class DatasetCommands {
    private DatasetCommands() {}

    /** Returns {@code leeway dataset} with its subcommands. */
    public static CommandLine of(Invocation invocation) {
        return new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetCollectCommand(invocation))
                .addSubcommand(new DatasetInfoCommand(invocation))
                .addSubcommand(new DatasetVerifyCommand(invocation))
                .addSubcommand(new DatasetConvertCommand(invocation))
                .addSubcommand(new DatasetSplitCommand(invocation))
                .addSubcommand(new DatasetMergeCommand(invocation))
                .addSubcommand(new DatasetRelabelCommand(invocation));
    }
}
