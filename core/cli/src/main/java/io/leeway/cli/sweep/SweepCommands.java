package io.leeway.cli.sweep;

import io.leeway.cli.command.Invocation;
import java.util.List;
import picocli.CommandLine;

/** The commands on sweeps, and on what a folder of runs has. */
public final class SweepCommands {
    private SweepCommands() {}

    /** Returns them in the order of the help. */
    public static List<CommandLine> of(Invocation invocation) {
        CommandLine sweep = new CommandLine(new SweepCommand(invocation))
                .addSubcommand(new SweepStatusCommand(invocation))
                .addSubcommand(new SweepCancelCommand(invocation))
                .addSubcommand(new SweepRemoveCommand(invocation));
        return List.of(
                sweep,
                new CommandLine(new RunsCommand(invocation)),
                new CommandLine(new DashboardCommand(invocation)),
                new CommandLine(new CollectGarbageCommand(invocation)));
    }
}
