package io.leeway.cli.machine;

import io.leeway.cli.command.Invocation;
import java.util.List;
import picocli.CommandLine;

/** The commands on the machine and the program itself. */
public final class MachineCommands {
    private MachineCommands() {}

    /** Returns them in the order of the help. */
    public static List<CommandLine> of(Invocation invocation) {
        return List.of(
                new CommandLine(new DoctorCommand(invocation)),
                new CommandLine(new BenchCommand(invocation)),
                new CommandLine(new VersionCommand(invocation)),
                new CommandLine(new CompletionCommand(invocation)));
    }
}
