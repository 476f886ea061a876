package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.experiment.comparison.Comparison;
import io.leeway.experiment.comparison.ComparisonConfig;
import io.leeway.experiment.comparison.ComparisonReport;
import io.leeway.experiment.comparison.Measurement;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.report.html.HtmlReport;
import io.leeway.report.table.TextTable;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that compares samplers and guidance schemes on a run's denoisers. */
@Command(
        name = "compare",
        description = {
            "Sample a run's denoisers with many samplers and guidance schemes, and compare what they make and cost.",
            "Every point is kept in --out as soon as it is measured: run the same command again to go on, or with",
            "more curves to add them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway compare runs/denoiser-1a2b3c4d examples/paper/samplers/curves.yaml --out samplers",
            "  leeway compare runs/maze2d-quickstart-1a2b3c4d examples/paper/samplers/guidance.yaml --agent guided \\",
            "      --out guidance --set count=256"
        })
final class CompareCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder, with its manifest.json.")
    private Path run = Path.of("");

    @Parameters(index = "1", paramLabel = "CURVES.yaml", description = "What is compared.")
    private Path file = Path.of("curves.yaml");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where measurements and the report go, made where it is missing.")
    private Path out = Path.of("comparison");

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Whose policy guides and is the measure of likelihood: an entry of the run's 'experience'.")
    private @Nullable String agent;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replace a value of CURVES.yaml, such as count=4096; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--device", description = "Where tensors are computed: ${COMPLETION-CANDIDATES}.")
    private Device device = Device.AUTO;

    CompareCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        RunFolder.require(run);
        invocation.registryWithWarnings();
        Progress progress = common.progress(invocation);
        try (TrainedRun denoisers = TrainedRun.open(invocation.application(device, progress), run, List.of())) {
            compare(denoisers, progress);
        }
        return 0;
    }

    private void compare(TrainedRun denoisers, Progress progress) {
        if (agent != null && !denoisers.agents().contains(agent)) {
            throw new UsageException(denoisers.noAgent(agent));
        }
        ComparisonConfig config = invocation
                .configurations()
                .load(file, settings.stream().map(Setting::of).toList(), ComparisonConfig.class);
        List<Measurement> measurements = new Comparison(denoisers, config, agent, out, progress).measure();
        ComparisonReport report = new ComparisonReport(config, measurements);
        Path page = out.resolve(Comparison.REPORT);
        HtmlReport.write(
                report.report("Denoisers of " + run.toAbsolutePath().normalize().getFileName() + ", seeds "
                        + denoisers.seeds() + (agent == null ? "" : ", agent " + agent)),
                page);
        if (common.json()) {
            invocation.output().json(tree(measurements, page));
        } else {
            invocation.output().line(TextTable.plain(report.table()));
            invocation.output().line("Report: " + page);
        }
    }

    private Map<String, Object> tree(List<Measurement> measurements, Path page) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", run.toString());
        tree.put("report", page.toString());
        tree.put(
                "points",
                measurements.stream()
                        .map(one -> {
                            Map<String, Object> point = new LinkedHashMap<>();
                            point.put("curve", one.curve());
                            point.put("point", one.point());
                            point.put("seed", one.seed());
                            point.putAll(one.figures());
                            return point;
                        })
                        .toList());
        return tree;
    }
}
