package io.leeway.cli;

import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.wiring.config.JsonSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the schema of experiments. */
@Command(
        name = "schema",
        description = {
            "Print the JSON Schema of experiments, with every component that plugins offer.",
            "An editor that has it completes keys and names, shows what they mean, and marks mistakes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway schema > experiment.schema.json",
            "  then write as the first line of an experiment, for editors with the YAML language server:",
            "  # yaml-language-server: $schema=experiment.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    final HelpOption help = new HelpOption();

    SchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.output()
                .json(JsonSchema.of(ExperimentConfig.class, "A Leeway experiment", session.registryWithWarnings()));
        return 0;
    }
}
