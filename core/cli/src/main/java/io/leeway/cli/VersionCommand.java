package io.leeway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints versions. */
@Command(
        name = "version",
        description = "Print the versions of Leeway, Java and the operating system.",
        footerHeading = "%nExamples:%n",
        footer = {"  leeway version", "  leeway version --json"})
final class VersionCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (json) {
            session.output().json(Version.tree());
        } else {
            session.output().line(Version.full());
        }
        return 0;
    }
}
