package io.leeway.cli.machine;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code leeway version}. */
@Command(
        name = "version",
        description = "Print the versions of Leeway, Java and the operating system.",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway version", "  leeway version --json"})
final class VersionCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    VersionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (json) {
            invocation.output().json(Version.tree());
        } else {
            invocation.output().line(Version.full());
        }
        return 0;
    }
}
