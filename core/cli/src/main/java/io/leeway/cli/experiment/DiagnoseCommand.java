package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.dataset.DatasetInputOption;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.experiment.diagnosis.DiagnosisFolder;
import io.leeway.experiment.diagnosis.DiagnosisReport;
import io.leeway.experiment.diagnosis.DiagnosisResult;
import io.leeway.experiment.diagnosis.SourceDiagnosis;
import io.leeway.experiment.trained.TrainedAgent;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.report.Facts;
import io.leeway.report.Facts.Fact;
import io.leeway.report.table.TextTable;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that measures sources of experience side by side. */
@Command(
        name = "diagnose",
        description = {
            "Measure what agents learn from, side by side: a run's experiences, and datasets of whomever.",
            "All stand beside real data that is held out. How true to the dynamics are they, how likely, how near",
            "to the data, how new, how varied, and at what cost?"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway diagnose runs/maze2d-quickstart-1a2b3c4d",
            "  leeway diagnose runs/maze2d-quickstart-1a2b3c4d theirs.hdf5 --entries guided --out diagnosis",
            "  leeway diagnose real.hdf5 theirs.hdf5 --environment maze2d-umaze-v1 --json",
            "  leeway diagnose theirs.hdf5 --reference halfcheetah.hdf5 --environment HalfCheetah-v5 \\",
            "      --target 127.0.0.1:50051"
        })
final class DiagnoseCommand implements Callable<Integer> {
    private static final int FEWEST = 100;
    private static final int MOST = 10_000_000;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    @Mixin
    final DatasetInputOption input = new DatasetInputOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN|DATASET",
            description = "The folder of one run at most, and datasets: files or folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--entries",
            split = ",",
            paramLabel = "NAME",
            description = "Which entries of the run's 'experience'. Default: all.")
    private List<String> entries = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "SEED", description = "Which of the run's seeds. Default: its first.")
    private @Nullable Long seed;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description =
                    "Whose policy is the measure of likelihood for every source: an entry of the run. Default: for"
                            + " each entry its own.")
    private @Nullable String agent;

    @Option(
            names = "--transitions",
            paramLabel = "N",
            description = "About how many transitions of each are measured at most, as whole trajectories. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int transitions = 100_000;

    @Option(
            names = "--reference",
            paramLabel = "DATASET",
            description = "The real data. Default: the run's, or the first dataset, which is then not measured itself.")
    private @Nullable Path reference;

    @Option(
            names = "--environment",
            paramLabel = "ID",
            description = "Whose dynamics are true. Default: the run's; without one no errors are measured.")
    private @Nullable String environment;

    @Option(
            names = "--environment-set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the environment; may be repeated.")
    private List<String> environmentSettings = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "The server that has the environment: HOST:PORT or unix:PATH.")
    private @Nullable String target;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes, made where it is missing. Default: the run's folder 'diagnosis'; none"
                    + " without a run.")
    private @Nullable Path out;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where tensors are computed.")
    private Device device = Device.AUTO;

    DiagnoseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Path> runs = paths.stream().filter(TrainedRun::isRun).toList();
        check(runs);
        invocation.registryWithWarnings();
        Progress progress = common.progress(invocation);
        if (runs.isEmpty()) {
            try (Environments environments = environments()) {
                Dataset real = dataset(reference == null ? paths.get(0) : reference, progress);
                SourceDiagnosis diagnosis =
                        new SourceDiagnosis(real, environments, transitions, RandomSource.of(0), progress, null);
                return show(diagnosis, real, environments, progress);
            }
        }
        try (TrainedRun run = TrainedRun.open(invocation.application(device, progress), runs.get(0), runSettings())) {
            return diagnose(run, progress);
        }
    }

    private void check(List<Path> runs) {
        if (runs.size() > 1) {
            throw new UsageException("One run at a time: there are " + runs + ".");
        } else if (transitions < FEWEST || transitions > MOST) {
            throw new UsageException(
                    "--transitions is " + transitions + ", but must be from " + FEWEST + " to " + MOST + ".");
        } else if (runs.isEmpty() && (!entries.isEmpty() || seed != null || agent != null)) {
            throw new UsageException("--entries, --seed and --agent are of a run, and there is none: no folder has a"
                    + " manifest.json.");
        } else if (environment == null && runs.isEmpty() && (target != null || !environmentSettings.isEmpty())) {
            throw new UsageException("--target and --environment-set need --environment ID.");
        }
        Set<Path> named = new HashSet<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException("There is no file or folder " + path + ".");
            } else if (!named.add(path.toAbsolutePath().normalize())) {
                throw new UsageException(path + " is named twice: each source is measured once.");
            }
        }
    }

    private List<Setting> runSettings() {
        List<Setting> all = new ArrayList<>();
        if (environment != null) {
            all.add(new Setting("--environment " + environment, "environment", environment));
        }
        environmentSettings()
                .forEach(setting ->
                        all.add(new Setting(setting.option(), "environment." + setting.path(), setting.value())));
        return all;
    }

    private List<Setting> environmentSettings() {
        List<Setting> all = new ArrayList<>();
        for (String text : environmentSettings) {
            Setting setting = Setting.of(text);
            all.add(new Setting("--environment-set " + text, setting.path(), setting.value()));
        }
        if (target != null) {
            all.add(new Setting("--target " + target, "target", target));
        }
        return all;
    }

    private @Nullable Environments environments() {
        return environment == null
                ? null
                : EnvironmentMaker.of(invocation.registry())
                        .environments(environment, "--environment " + environment, environmentSettings());
    }

    private Dataset dataset(Path path, Progress progress) {
        return DatasetFile.read(invocation, path, input, progress);
    }

    private int diagnose(TrainedRun run, Progress progress) {
        List<String> chosen = entries.isEmpty() ? run.agents() : entries;
        long ofSeed = UsageException.where(() -> {
            run.requireAgents();
            chosen.forEach(run::agent);
            if (agent != null) {
                run.agent(agent);
            }
            return run.seed(seed);
        });
        Dataset real = reference == null ? run.dataset(ofSeed) : dataset(reference, progress);
        List<String> problems = new ArrayList<>();
        Environments environments = environments(run, problems);
        try (TrainedAgent judge = agent == null ? null : run.open(agent, ofSeed)) {
            Policy policy = judge == null ? null : judge.agent().policy();
            SourceDiagnosis diagnosis =
                    new SourceDiagnosis(real, environments, transitions, RandomSource.of(ofSeed), progress, policy);
            problems.forEach(diagnosis::note);
            chosen.forEach(entry -> diagnosis.entry(run, entry, ofSeed));
            return show(diagnosis, real, environments, progress);
        }
    }

    private static @Nullable Environments environments(TrainedRun run, List<String> problems) {
        try {
            return run.environments().orElse(null);
        } catch (LeewayException failure) {
            problems.add("The run's environment could not be had: " + failure.getMessage());
            return null;
        }
    }

    /** Measures the datasets, but for one that is the real data. */
    private DiagnosisResult finished(SourceDiagnosis diagnosis, Progress progress) {
        List<Path> measured = measured();
        for (Path path : measured) {
            long alike = measured.stream()
                    .filter(other -> name(other).equals(name(path)))
                    .count();
            diagnosis.dataset(alike == 1 ? name(path) : path.toString(), () -> dataset(path, progress));
        }
        return diagnosis.result();
    }

    private List<Path> measured() {
        boolean firstIsReal = reference == null && paths.stream().noneMatch(TrainedRun::isRun);
        return paths.stream()
                .skip(firstIsReal ? 1 : 0)
                .filter(path -> !TrainedRun.isRun(path))
                .toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /**
     * Shows what was found, also where it cannot be written, and returns the exit code: a failure where nothing that
     * was asked for could be measured.
     */
    private int show(SourceDiagnosis diagnosis, Dataset real, @Nullable Environments environments, Progress progress) {
        DiagnosisResult result = finished(diagnosis, progress);
        boolean onlyReal = measured().isEmpty() && paths.stream().noneMatch(TrainedRun::isRun);
        int code = diagnosis.measuredSomething() || onlyReal ? 0 : 1;
        if (!common.json()) {
            invocation.output().line(TextTable.plain(new DiagnosisReport(result).headlines()));
            result.notes().forEach(note -> invocation.output().line("Note: " + note));
        }
        Path page = null;
        try {
            page = written(result, facts(real, environments));
        } finally {
            if (common.json()) {
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                tree.put("report", page == null ? null : page.toString());
                tree.putAll(result.tree());
                invocation.output().json(tree);
            }
        }
        if (page != null && !common.json()) {
            invocation.output().line("Report: " + page);
        }
        return code;
    }

    private @Nullable Path written(DiagnosisResult result, Facts facts) {
        Path run = paths.stream().filter(TrainedRun::isRun).findFirst().orElse(null);
        Path folder = out != null || run == null ? out : run.resolve("diagnosis");
        return folder == null
                ? null
                : new DiagnosisFolder(folder).write(result, name(run == null ? paths.get(0) : run), facts);
    }

    private Facts facts(Dataset real, @Nullable Environments environments) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(
                "Environment",
                environments == null ? "none" : environments.spec().id()));
        facts.add(Fact.of("Transitions of real data", String.valueOf(real.steps())));
        facts.add(Fact.of("Transitions of a source, at most", String.valueOf(transitions)));
        real.provenance().forEach((name, value) -> facts.add(Fact.of("Real data: " + name, value)));
        return new Facts("Setting", facts);
    }
}
