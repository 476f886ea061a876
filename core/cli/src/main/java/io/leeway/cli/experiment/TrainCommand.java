package io.leeway.cli.experiment;

import io.leeway.cli.command.CommandGroup;
import io.leeway.cli.command.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The group of the commands that train a part of an experiment. */
@Command(
        name = "train",
        description = "Train a part of an experiment by itself.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway train denoiser examples/quickstart/experiment.yaml",
            "  leeway train denoiser --dataset halfcheetah-medium.hdf5",
            "  leeway train dynamics --dataset halfcheetah-medium.hdf5",
            "  leeway train agent --help"
        })
final class TrainCommand extends CommandGroup {
    @Mixin
    final HelpOption help = new HelpOption();
}
