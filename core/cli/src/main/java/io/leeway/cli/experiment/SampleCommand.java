package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.environment.film.StateFilm;
import io.leeway.experiment.trained.SampleConstraints;
import io.leeway.experiment.trained.TrajectorySample;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.picture.TrajectoryPicture;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.SamplingRequest.Known;
import io.leeway.spi.diffusion.SamplingRequest.Start;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that samples a few trajectories to look at. */
@Command(
        name = "sample",
        description = "Sample a few trajectories from a run's denoiser, say how good they are, and draw them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway sample runs/maze-1a2b3c4d --picture samples.png",
            "  leeway sample runs/maze-1a2b3c4d --agent guided --guidance '{type: policy, coefficient: 4}'",
            "  leeway sample runs/maze-1a2b3c4d --first-observation 1,1,0,0 --out samples.npz",
            "  leeway sample runs/maze-1a2b3c4d --sigma 0.5",
            "  leeway sample runs/cheetah-1a2b3c4d --video samples.gif"
        })
final class SampleCommand implements Callable<Integer> {
    private static final int MOST = 100_000;
    private static final int DRAWN = 48;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final SamplingOptions sampling = new SamplingOptions();

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    @Option(names = "--count", paramLabel = "N", description = "How many trajectories. Default: ${DEFAULT-VALUE}.")
    private int count = 16;

    @Option(
            names = "--picture",
            paramLabel = "FILE.png",
            description = "Draw them on the environment's map, beside windows of the data.")
    private @Nullable Path picture;

    @Mixin
    final SampleVideo video = new SampleVideo();

    @Option(
            names = "--first-observation",
            paramLabel = "V",
            split = ",",
            description = "The observation that every trajectory begins with, such as 1,1,0,0 (inpainting).")
    private float @Nullable [] firstObservation;

    @Option(
            names = "--sigma",
            paramLabel = "SIGMA",
            description = "Begin with windows of the run's data, noised to this level, instead of pure noise (SDEdit).")
    private @Nullable Double sigma;

    @Option(
            names = "--start",
            paramLabel = "FILE.npz",
            description = "What is noised to --sigma in place of windows of the data: a file that --out wrote.")
    private @Nullable Path start;

    @Option(names = "--out", paramLabel = "FILE.npz", description = "Write the trajectories for NumPy.")
    private @Nullable Path out;

    SampleCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        checkOptions();
        Progress progress = common.progress(invocation);
        try (SamplingOptions.Opened chosen = sampling.open(invocation, progress)) {
            TrajectorySampling opened = chosen.sampling();
            Environments environments = opened.environments();
            PlanarMap map = picture == null ? null : map(environments);
            video.check(environments);
            Dataset data = opened.dataset();
            TrajectorySample sample = sample(opened, data, progress);
            if (out != null) {
                sample.write(out);
            }
            if (picture != null && map != null) {
                draw(opened, data, sample.trajectories(), map, picture);
            }
            StateFilm.Made film = video.make(environments, opened.windows(data), sample.trajectories(), progress);
            Map<String, Double> figures =
                    sample.figures(data, environments, opened.policy().orElse(null));
            show(opened, sample, figures, environments, film);
        }
        return 0;
    }

    private void checkOptions() {
        video.checkOptions();
        if (count < 1 || count > MOST) {
            throw new UsageException("--count is " + count + ", but must be from 1 to " + MOST + ".");
        } else if (sigma != null && !(sigma > 0 && Double.isFinite(sigma))) {
            throw new UsageException("--sigma is " + sigma + ", but must be above 0.");
        } else if (start != null && sigma == null) {
            throw new UsageException("--start needs --sigma: the noise level that its trajectories are brought to.");
        } else if (start != null && !Files.isRegularFile(start)) {
            throw new UsageException("There is no file " + start + ".");
        } else if (picture != null && !picture.toString().endsWith(".png")) {
            throw new UsageException("The picture is a PNG: name the file something.png, not " + picture + ".");
        } else if (out != null && !out.toString().endsWith(".npz")) {
            throw new UsageException("--out is for NumPy: name the file something.npz, not " + out
                    + ". 'leeway generate' writes datasets.");
        }
    }

    private static PlanarMap map(@Nullable Environments environments) {
        if (environments == null) {
            throw new UsageException("The run names no environment, and so no map to draw on: leave --picture out.");
        }
        String id = environments.spec().id();
        return environments
                .map()
                .orElseThrow(() -> new UsageException("There is no map of " + id
                        + " to draw on: its states can be seen only where its simulator shows them, as --video does."
                        + " Leave --picture out."));
    }

    private TrajectorySample sample(TrajectorySampling opened, Dataset data, Progress progress) {
        SampleConstraints constraints = new SampleConstraints(opened, count);
        RandomSource random = RandomSource.of(sampling.seed).split("sample");
        Known known = firstObservation == null ? null : constraints.firstObservation(firstObservation);
        Start begin = sigma == null
                ? null
                : start == null
                        ? constraints.windows(opened.windows(data), sigma, random.split("start"))
                        : constraints.file(start, sigma);
        long began = System.nanoTime();
        try (Progress.Task task = progress.begin("Sampling trajectories", count, "trajectories")) {
            Sample sample = opened.sample(count, random.split("noise"), known, begin, task);
            double seconds = (System.nanoTime() - began) * 1e-9;
            return new TrajectorySample(sample.trajectories(), sample.networkEvaluations(), seconds);
        }
    }

    private void draw(TrajectorySampling opened, Dataset data, Trajectories made, PlanarMap map, Path file) {
        Windows windows = opened.windows(data);
        int drawn = Math.min(DRAWN, count);
        Trajectories real = windows.gather(IntStream.range(0, Math.min(drawn, windows.count()))
                .map(i -> (int) ((long) i * windows.count() / Math.min(drawn, windows.count())))
                .toArray());
        Map<String, String> summary = opened.summary();
        String agent = opened.policy().isEmpty() ? "" : " by " + summary.get("agent");
        TrajectoryPicture.write(
                new TrajectoryMap(
                        String.valueOf(sampling.run.toAbsolutePath().normalize().getFileName()),
                        "Trajectories of " + opened.horizon() + " steps. Sampler: " + summary.get("sampler")
                                + ". Guidance: " + summary.get("guidance") + agent + ". A dot is a beginning.",
                        map,
                        List.of(
                                TrajectoryMap.Group.of("data", map, real, drawn),
                                TrajectoryMap.Group.of("samples", map, made, drawn))),
                file);
    }

    private void show(
            TrajectorySampling opened,
            TrajectorySample sample,
            Map<String, Double> figures,
            @Nullable Environments environments,
            StateFilm.@Nullable Made film) {
        if (common.json()) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("run", sampling.run.toString());
            tree.putAll(opened.summary());
            tree.putAll(figures);
            tree.put("horizon", sample.trajectories().horizon());
            tree.put("picture", picture == null ? null : picture.toString());
            tree.put("out", out == null ? null : out.toString());
            video.describe(tree, film);
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        opened.summary().forEach((name, value) -> rows.add(List.of(Figures.words(name), value)));
        rows.add(List.of("Horizon", Figures.text(sample.trajectories().horizon())));
        figures.forEach((name, value) -> rows.add(List.of(Figures.words(name), number(value))));
        if (!figures.containsKey("dynamics_error")) {
            String reason = environments == null
                    ? "the run names no environment"
                    : environments.spec().id() + " has no oracle to measure it against";
            rows.add(List.of("Dynamics error", "not measured: " + reason));
        }
        Columns.align(rows).forEach(invocation.output()::line);
        if (picture != null) {
            invocation.output().line("Picture: " + picture);
        }
        if (out != null) {
            invocation.output().line("Trajectories: " + out);
        }
        video.lines(film).forEach(invocation.output()::line);
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Figures.text((long) value) : Figures.text(value);
    }
}
