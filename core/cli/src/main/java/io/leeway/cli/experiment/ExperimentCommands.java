package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import java.util.List;
import picocli.CommandLine;

/** The commands on experiments and their runs. */
public final class ExperimentCommands {
    private ExperimentCommands() {}

    /** Returns them in the order of the help. */
    public static List<CommandLine> of(Invocation invocation) {
        return List.of(
                new CommandLine(new RunCommand(invocation)),
                new CommandLine(new EvaluateCommand(invocation)),
                new CommandLine(new EstimateCommand(invocation)),
                new CommandLine(new ExportCommand(invocation)),
                training(invocation),
                new CommandLine(new SampleCommand(invocation)),
                new CommandLine(new GenerateCommand(invocation)),
                new CommandLine(new CompareCommand(invocation)),
                new CommandLine(new DiagnoseCommand(invocation)));
    }

    private static CommandLine training(Invocation invocation) {
        return new CommandLine(new TrainCommand())
                .addSubcommand(new TrainDenoiserCommand(invocation))
                .addSubcommand(new TrainDynamicsCommand(invocation))
                .addSubcommand(new TrainAgentCommand(invocation));
    }
}
