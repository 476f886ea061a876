package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.command.Version;
import io.leeway.cli.experiment.TrainedAgentOptions.Chosen;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.experiment.trained.PolicyExport;
import io.leeway.spi.Progress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that writes the policy of a trained agent for other programs. */
@Command(
        name = "export",
        description = {
            "Write the policy of a trained agent as a TensorFlow SavedModel.",
            "Its signature 'serving_default' maps 'observations', float32 rows in the environment's own units, to"
                    + " 'actions' in [-1, 1], those to evaluate with, or, where they are discrete, to the elements that"
                    + " are chosen. policy.json beside it says what it is.",
            "There is no export to ONNX, since the JVM has no maintained converter from TensorFlow."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway export runs/quickstart-1a2b3c4d --agent guided --out guided",
            "  leeway export runs/quickstart-1a2b3c4d --agent real --seed 1 --out served/real/1",
            "",
            "In Python: tf.saved_model.load('guided').signatures['serving_default'](observations=rows)"
        })
final class ExportCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final TrainedAgentOptions options = new TrainedAgentOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write. TensorFlow Serving wants a number as its name.")
    private Path out = Path.of("");

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(out + " exists already. Choose another folder with --out, or remove it.");
        }
        invocation.registryWithWarnings();
        try (Chosen chosen = options.choose(invocation, Progress.NONE, List.of())) {
            Map<String, Object> policy =
                    new PolicyExport(chosen.run(), Version.number()).write(chosen.agent(), chosen.seed(), out);
            show(chosen, policy);
        }
        return 0;
    }

    private void show(Chosen chosen, Map<String, Object> policy) {
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("run", chosen.folder().toString());
            tree.put("out", out.toString());
            tree.put("policy", policy);
            invocation.output().json(tree);
            return;
        }
        Columns.align(List.of(
                        List.of("Agent", policy.get("agent") + ", seed " + policy.get("seed")),
                        List.of("Algorithm", String.valueOf(policy.get("algorithm"))),
                        List.of("Updates", Figures.text(policy.getOrDefault("updates", 0))),
                        List.of("Observations", policy.get("observation_columns") + " columns"),
                        List.of("Actions", policy.get("action_columns") + " columns, in [-1, 1]")))
                .forEach(invocation.output()::line);
        invocation.output().line("Policy: " + out);
    }
}
