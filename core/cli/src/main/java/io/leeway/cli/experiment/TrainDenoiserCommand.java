package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.experiment.run.DenoiserResult;
import io.leeway.experiment.run.ExperimentRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that trains denoisers and nothing else. */
@Command(
        name = "denoiser",
        description = {
            "Train the denoiser of an experiment, or of a dataset alone.",
            "'leeway run' with the same experiment uses it again; an interrupted training goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway train denoiser examples/quickstart/experiment.yaml --seed 0",
            "  leeway train denoiser --dataset halfcheetah-medium.hdf5 --denoiser '{type: edm-unet, width: 64}'",
            "  leeway train denoiser --environment '{type: maze2d, layout: medium}' \\",
            "      --dataset '{type: collect, behaviour: waypoint, steps: 100000}'"
        })
final class TrainDenoiserCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final ModelOptions model = new ModelOptions();

    @Option(
            names = "--denoiser",
            paramLabel = "NAME",
            description = "The network: a name, or '{type: edm-unet, width: 64}'.")
    private @Nullable String denoiser;

    TrainDenoiserCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        DenoiserResult result = model.train(invocation, "denoiser", denoiser, ExperimentRunner::trainDenoisers);
        if (model.common.json()) {
            invocation.output().json(result.tree());
            return 0;
        }
        for (DenoiserResult.Trained trained : result.denoisers()) {
            Columns.align(rows(trained)).forEach(invocation.output()::line);
            invocation.output().line("");
        }
        result.notes().forEach(note -> invocation.output().line("Note: " + note));
        invocation.output().line("Run: " + result.directory());
        invocation.output().line("Look at it: leeway sample " + result.directory());
        return 0;
    }

    private static List<List<String>> rows(DenoiserResult.Trained trained) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Seed", trained.seed() + (trained.reused() ? " (trained before)" : "")));
        rows.add(List.of("Updates", Figures.text(trained.updates())));
        rows.add(List.of(
                "Windows",
                Figures.text(trained.trainingWindows()) + ", and " + Figures.text(trained.heldOutWindows())
                        + " held out"));
        trained.metrics().forEach((name, value) -> rows.add(List.of(Figures.words(name), Figures.text(value))));
        rows.add(List.of("Windows/s", Figures.text(trained.windowsPerSecond())));
        rows.add(List.of("Denoiser", trained.folder().toString()));
        return rows;
    }
}
