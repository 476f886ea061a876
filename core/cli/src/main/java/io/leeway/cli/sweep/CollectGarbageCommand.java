package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.experiment.catalog.Unreferenced;
import io.leeway.experiment.store.Recorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code leeway gc}: deletes what no run and no sweep refers to. */
@Command(
        name = "gc",
        description = {
            "Free the store of what no run and no sweep refers to.",
            "Says what would be deleted, and does it with --yes. What is in the making is kept, and what is young."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  leeway gc", "  leeway gc --yes", "  leeway gc --runs /data/runs --older-than 0 --yes"})
final class CollectGarbageCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Option(names = "--runs", paramLabel = "DIR", description = "The folder for all runs. Default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("runs");

    @Option(
            names = "--older-than",
            paramLabel = "HOURS",
            description = "Keep what was made in the last so many hours: a sweep on another machine may be about to"
                    + " refer to it. Default: ${DEFAULT-VALUE}.")
    private int hours = 24;

    @Option(names = "--yes", description = "Delete it.")
    private boolean yes;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    CollectGarbageCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(runs)) {
            throw new UsageException(runs + " is not a folder of runs: name it with --runs");
        }
        if (hours < 0) {
            throw new UsageException("--older-than must be 0 or more, but is " + hours);
        }
        Unreferenced unreferenced = Unreferenced.in(runs, Duration.ofHours(hours));
        if (yes) {
            unreferenced.delete();
        }
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put(
                    "artifacts",
                    unreferenced.artifacts().stream().map(Recorded::id).toList());
            tree.put("bytes", unreferenced.bytes());
            tree.put("young", unreferenced.young());
            tree.put("deleted", yes);
            invocation.output().json(tree);
        } else {
            show(unreferenced);
        }
        return 0;
    }

    private void show(Unreferenced unreferenced) {
        List<List<String>> rows = new ArrayList<>();
        unreferenced
                .artifacts()
                .forEach(artifact -> rows.add(List.of(artifact.id(), artifact.title(), size(artifact.bytes()))));
        Columns.align(rows).forEach(invocation.output()::line);
        int count = unreferenced.artifacts().size();
        String young = unreferenced.young() == 0
                ? ""
                : " " + unreferenced.young() + " more are younger than " + hours + " h (--older-than) and kept.";
        invocation
                .output()
                .line(
                        count == 0
                                ? "Every artifact of " + runs + " is referred to." + young
                                : count + (count == 1 ? " artifact" : " artifacts") + " of "
                                        + size(unreferenced.bytes())
                                        + (yes ? " were deleted." : " would be deleted with --yes.") + young);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
    }
}
