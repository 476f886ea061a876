package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.cli.terminal.Output;
import io.leeway.datasettools.SpaceText;
import io.leeway.datasettools.info.BehaviourScore;
import io.leeway.datasettools.info.ColumnStatistics;
import io.leeway.datasettools.info.DatasetInfo;
import io.leeway.datasettools.info.HistogramText;
import io.leeway.datasettools.picture.DatasetPicture;
import io.leeway.report.statistics.Distribution;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dataset info}: the contents of a dataset. */
@Command(
        name = "info",
        description = "Say what a dataset holds: episodes, returns, columns, and how good its policy was.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset info halfcheetah-medium.hdf5",
            "  leeway dataset info halfcheetah-medium.hdf5 --picture halfcheetah-medium.png",
            "  leeway dataset info ~/.minari/datasets/mujoco/hopper/medium-v0 --json"
        })
final class DatasetInfoCommand implements Callable<Integer> {
    private static final int LONGEST_VALUE = 80;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetInputOption input = new DatasetInputOption();

    @Mixin
    final DatasetOptions options = new DatasetOptions();

    @Parameters(paramLabel = "PATH", description = "The dataset: a file or a folder.")
    private Path path = Path.of("");

    @Option(
            names = "--picture",
            paramLabel = "FILE.png",
            description = "Draw returns, lengths and columns, and for a maze where the episodes went.")
    private @Nullable Path picture;

    DatasetInfoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (picture != null && !picture.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException("--picture " + picture + " must end in .png, since that is what is drawn.");
        }
        Progress progress = options.progress(invocation);
        DatasetInfo info = DatasetInfo.of(
                input.input(DatasetOptions.formats(invocation, progress), path), invocation.registry(), progress);
        if (picture != null) {
            DatasetPicture.write(info, picture);
        }
        if (options.json()) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>(info.tree());
            tree.put("picture", picture == null ? null : picture.toString());
            invocation.output().json(tree);
        } else {
            show(info);
        }
        return 0;
    }

    private void show(DatasetInfo info) {
        Output output = invocation.output();
        Columns.align(facts(info)).forEach(output::line);
        DatasetText.remarks(info.remarks()).forEach(output::line);
        if (!info.description().attributes().isEmpty()) {
            output.line("");
            output.line("Attributes");
            List<List<String>> rows = new ArrayList<>();
            info.description().attributes().forEach((name, value) -> {
                if (!name.equals(DatasetDescription.ATTRIBUTE_TYPES)) {
                    rows.add(List.of("  " + name, shortened(value)));
                }
            });
            Columns.align(rows).forEach(output::line);
        }
        output.line("");
        output.line("Returns");
        HistogramText.lines(info.allReturns(), invocation.ascii()).forEach(line -> output.line("  " + line));
        output.line("");
        DatasetText.table(columns(info), 3).forEach(output::line);
        if (picture != null) {
            output.line("");
            output.line("Picture: " + picture);
        }
    }

    private List<List<String>> facts(DatasetInfo info) {
        Distribution lengths = info.lengths();
        Distribution returns = info.returns();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Dataset", path.toString()));
        rows.add(List.of("Format", info.dataset().formatName()));
        rows.add(List.of("SHA-256", info.sha256()));
        rows.add(List.of(
                "Observation space", shortened(SpaceText.of(info.description().observationSpace()))));
        rows.add(List.of(
                "Action space", shortened(SpaceText.of(info.description().actionSpace()))));
        rows.add(List.of("Episodes", Figures.text(info.episodes())));
        rows.add(List.of("Steps", Figures.text(info.steps())));
        rows.add(List.of(
                "Lengths",
                "min " + whole(lengths.minimum()) + ", median " + whole(lengths.median()) + ", max "
                        + whole(lengths.maximum())));
        rows.add(List.of(
                "Ended by",
                info.terminated() + " terminated, " + info.truncated() + " truncated, " + info.neither() + " neither"));
        rows.add(List.of(
                "Returns", "mean " + Figures.text(returns.mean()) + ", sd " + Figures.text(returns.deviation())));
        rows.add(List.of(
                "",
                "min " + Figures.text(returns.minimum()) + ", quartiles " + Figures.text(returns.lowerQuartile()) + " "
                        + Figures.text(returns.median()) + " " + Figures.text(returns.upperQuartile()) + ", max "
                        + Figures.text(returns.maximum())));
        rows.add(List.of(
                "Behaviour score", info.score().map(DatasetInfoCommand::text).orElseGet(() -> without(info))));
        info.score()
                .ifPresent(score -> rows.add(List.of(
                        "",
                        "0 is a return of " + Figures.text(score.random()) + ", 100 one of "
                                + Figures.text(score.expert()) + ": " + score.remark())));
        return rows;
    }

    private static String without(DatasetInfo info) {
        return info.scoreProblem().isEmpty() ? "not known" : "none: " + info.scoreProblem();
    }

    private static String text(BehaviourScore score) {
        return String.format(Locale.ROOT, "%.1f", score.score());
    }

    private static String whole(double value) {
        return value == Math.rint(value) ? Figures.text((long) value) : Figures.text(value);
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }

    private static List<List<String>> columns(DatasetInfo info) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Column", "Type", "Shape", "Min", "Mean", "Sd", "Max", "Not finite"));
        for (ColumnStatistics column : info.columns()) {
            String shape = column.shape().isEmpty() ? "" : column.shape().toString();
            for (ColumnStatistics.Part part : column.parts()) {
                rows.add(List.of(
                        part.label(),
                        column.type(),
                        shape,
                        Figures.text(part.moments().minimum()),
                        Figures.text(part.moments().mean()),
                        Figures.text(part.moments().deviation()),
                        Figures.text(part.moments().maximum()),
                        Figures.text(part.moments().notFinite())));
            }
        }
        return rows;
    }
}
