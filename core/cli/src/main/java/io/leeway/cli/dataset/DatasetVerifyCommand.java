package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Output;
import io.leeway.datasettools.verification.DatasetVerification;
import io.leeway.datasettools.verification.DatasetVerification.Entry;
import io.leeway.datasettools.verification.DatasetVerification.Result;
import io.leeway.spi.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dataset verify}: a check of a dataset. */
@Command(
        name = "verify",
        description = {
            "Check a dataset: every value, flag, episode and column, in one pass.",
            "Exits with 0 where it is sound, notes allowed, and with 1 where it is not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset verify halfcheetah-medium.hdf5",
            "  leeway dataset verify ~/.minari/datasets/mujoco/hopper/medium-v0 --json"
        })
final class DatasetVerifyCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetInputOption input = new DatasetInputOption();

    @Mixin
    final DatasetOptions options = new DatasetOptions();

    @Parameters(paramLabel = "PATH", description = "The dataset: a file or a folder.")
    private Path path = Path.of("");

    DatasetVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Progress progress = options.progress(invocation);
        Result result =
                DatasetVerification.of(input.input(DatasetOptions.formats(invocation, progress), path), progress);
        if (options.json()) {
            invocation.output().json(result.tree());
        } else {
            show(result);
        }
        return result.sound() ? 0 : 1;
    }

    private void show(Result result) {
        List<Entry> problems = result.entries().stream()
                .filter(entry -> entry.rule().problem())
                .toList();
        List<Entry> notes = result.entries().stream()
                .filter(entry -> !entry.rule().problem())
                .toList();
        show("Problems", problems);
        show("Notes", notes);
        String found = problems.isEmpty() && notes.isEmpty()
                ? "nothing to say of it"
                : DatasetText.count(problems.size(), "kind") + " of problem, " + DatasetText.count(notes.size(), "kind")
                        + " of note";
        invocation
                .output()
                .line(path + " is " + (result.sound() ? "sound" : "not sound") + ": "
                        + DatasetText.count(result.episodes(), "episode") + ", "
                        + DatasetText.count(result.steps(), "step") + ", " + found + ".");
    }

    private void show(String title, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Output output = invocation.output();
        output.line(title);
        for (Entry entry : entries) {
            output.line(String.format(
                    Locale.ROOT,
                    "  %s: %,d (%s)",
                    entry.rule().sentence(),
                    entry.count(),
                    entry.rule().label()));
            entry.places().forEach(place -> output.line("    " + place.replace("\n", "\n    ")));
            long more = entry.count() - entry.places().size();
            if (more > 0) {
                output.line("    and " + DatasetText.count(more, "more", "more"));
            }
        }
        output.line("");
    }
}
