package io.leeway.cli.dataset;

import io.leeway.cli.command.CommandGroup;
import io.leeway.cli.command.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code leeway dataset}, a group. */
@Command(
        name = "dataset",
        description = "Look at datasets, check them, and make new ones of them.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset collect maze2d-umaze-v1 --out random.hdf5",
            "  leeway dataset info halfcheetah-medium.hdf5",
            "  leeway dataset verify halfcheetah-medium.hdf5",
            "  leeway dataset convert halfcheetah-medium.hdf5 halfcheetah/medium-v0 --to minari",
            "  leeway dataset split halfcheetah-medium.hdf5 best.hdf5 rest.hdf5 --fraction 0.1 --by-return"
        })
final class DatasetCommand extends CommandGroup {
    @Mixin
    final HelpOption help = new HelpOption();
}
