package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.experiment.run.DynamicsResult;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.report.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that trains models of the dynamics and nothing else. */
@Command(
        name = "dynamics",
        description = {
            "Train the model of the dynamics of an experiment, or of a dataset alone, and measure it on transitions"
                    + " that were held out: errors by column, calibration, and errors of several steps.",
            "'leeway run' with the same experiment uses it again; an interrupted training goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway train dynamics examples/quickstart/experiment.yaml --seed 0",
            "  leeway train dynamics --dataset halfcheetah-medium.hdf5 --dynamics '{type: pets, networks: 7}'",
            "  leeway train dynamics --environment '{type: maze2d, layout: medium}' \\",
            "      --dataset '{type: collect, behaviour: waypoint, steps: 100000}' --dynamics random-features"
        })
final class TrainDynamicsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final ModelOptions model = new ModelOptions();

    @Option(
            names = "--dynamics",
            paramLabel = "NAME",
            description = "The model: a name, or '{type: pets, networks: 7}'.")
    private @Nullable String dynamics;

    TrainDynamicsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        DynamicsResult result = model.train(invocation, "dynamics", dynamics, ExperimentRunner::trainDynamics);
        if (model.common.json()) {
            invocation.output().json(result.tree());
            return 0;
        }
        for (DynamicsResult.Trained trained : result.models()) {
            Columns.align(rows(trained)).forEach(invocation.output()::line);
            invocation.output().line("");
        }
        if (result.table() != null) {
            invocation.output().line(TextTable.plain(result.table()));
        }
        result.notes().forEach(note -> invocation.output().line("Note: " + note));
        invocation.output().line("Run: " + result.directory());
        if (result.page() != null) {
            invocation.output().line("Page: " + result.page());
            invocation.output().line("Errors by step: " + result.picture());
        }
        return 0;
    }

    private static List<List<String>> rows(DynamicsResult.Trained trained) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Seed", trained.seed() + (trained.reused() ? " (trained before)" : "")));
        rows.add(List.of("Updates", Figures.text(trained.updates())));
        rows.add(List.of(
                "Transitions",
                Figures.text(trained.facts().trainingRows()) + ", and "
                        + Figures.text(trained.facts().heldOutRows()) + " held out ("
                        + trained.facts().heldOutRule() + ")"));
        rows.add(List.of("Members", Figures.text(trained.facts().members())));
        trained.figures().forEach((name, value) -> rows.add(List.of(Figures.words(name), Figures.text(value))));
        rows.add(List.of("Transitions/s", Figures.text(trained.rowsPerSecond())));
        rows.add(List.of("Model", trained.folder().toString()));
        return rows;
    }
}
