package io.leeway.cli.plugins;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.sweep.SweepConfig;
import io.leeway.wiring.config.JsonSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code leeway schema}: the JSON schema of experiments. */
@Command(
        name = "schema",
        description = {
            "Print the JSON Schema of experiments, or of sweeps, with every component that plugins offer.",
            "An editor that has it completes keys and names, shows what they mean, and marks mistakes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway schema > experiment.schema.json",
            "  leeway schema --sweep > sweep.schema.json",
            "  then write as the first line of an experiment, for editors with the YAML language server:",
            "  # yaml-language-server: $schema=experiment.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--sweep", description = "The schema of sweeps.")
    private boolean sweep;

    SchemaCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .json(
                        sweep
                                ? JsonSchema.of(SweepConfig.class, "A Leeway sweep", invocation.registryWithWarnings())
                                : JsonSchema.of(
                                        ExperimentConfig.class,
                                        "A Leeway experiment",
                                        invocation.registryWithWarnings()));
        return 0;
    }
}
