package io.leeway.cli.machine;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code leeway completion}: a script for the shell. */
@Command(
        name = "completion",
        description = "Print a script with which bash and zsh complete this command.",
        footerHeading = "%nExamples:%n",
        footer = {"  source <(leeway completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.output().line(AutoComplete.bash("leeway", spec.root().commandLine()));
        return 0;
    }
}
