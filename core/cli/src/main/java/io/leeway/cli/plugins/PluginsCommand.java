package io.leeway.cli.plugins;

import io.leeway.cli.command.CommandGroup;
import io.leeway.cli.command.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code leeway plugins}, a group. */
@Command(
        name = "plugins",
        description = "Show what plugins offer.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway plugins list --kind guidance", "  leeway plugins describe td3-bc"})
final class PluginsCommand extends CommandGroup {
    @Mixin
    final HelpOption help = new HelpOption();
}
