package io.leeway.cli.environment;

import io.leeway.cli.command.CommandGroup;
import io.leeway.cli.command.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code leeway env}, a group. */
@Command(
        name = "env",
        description = "List and check environments, serve them to other processes, and look at served ones.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway env list",
            "  leeway env serve gymnasium --id HalfCheetah-v5 --listen 127.0.0.1:50051",
            "  leeway env list 127.0.0.1:50051",
            "  leeway env check 127.0.0.1:50051 --id HalfCheetah-v5"
        })
final class EnvCommand extends CommandGroup {
    @Mixin
    final HelpOption help = new HelpOption();
}
