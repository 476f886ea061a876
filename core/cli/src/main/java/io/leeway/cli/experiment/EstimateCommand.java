package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.experiment.TrainedAgentOptions.Chosen;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.cli.terminal.Interruption;
import io.leeway.experiment.trained.TrainedAgent;
import io.leeway.spi.Configured;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that estimates a trained agent's return from data alone. */
@Command(
        name = "estimate",
        description = {
            "Estimate a trained agent's discounted return from the run's dataset alone: no environment is played.",
            "The interval says how much the estimate depends on the data's episodes; it knows nothing of what a"
                    + " network cannot represent."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway estimate runs/agent-1a2b3c4d",
            "  leeway estimate runs/quickstart-1a2b3c4d --agent real --seed 1 --set updates=20000 --json"
        })
final class EstimateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final TrainedAgentOptions options = new TrainedAgentOptions();

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "What estimates, by its component's name. Default: ${DEFAULT-VALUE}.")
    private String estimator = "fitted-q";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the estimator, such as updates=20000; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    EstimateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (invocation.registry().lookup(ReturnEstimator.class, estimator).isEmpty()) {
            throw new UsageException("There is no return estimator '" + estimator + "'."
                    + invocation.registry().suggestion(ReturnEstimator.class, estimator));
        }
        invocation.registryWithWarnings();
        Configured<ReturnEstimator> choice = invocation
                .configurations()
                .choose(
                        ReturnEstimator.class,
                        estimator,
                        "leeway estimate",
                        settings.stream().map(Setting::of).toList());
        Progress progress = invocation.progress(quiet, Interruption.listening(invocation.output()));
        try (Chosen chosen = options.choose(invocation, progress, List.of());
                TrainedAgent trained = chosen.open()) {
            show(chosen, trained.estimate(choice));
        }
        return 0;
    }

    private void show(Chosen chosen, Map<String, Double> figures) {
        if (json) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("run", chosen.folder().toString());
            tree.put("agent", chosen.agent());
            tree.put("seed", chosen.seed());
            tree.putAll(figures);
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Agent", chosen.agent() + ", seed " + chosen.seed()));
        figures.forEach((name, value) -> rows.add(List.of(Figures.words(name), Figures.text(value))));
        Columns.align(rows).forEach(invocation.output()::line);
    }
}
