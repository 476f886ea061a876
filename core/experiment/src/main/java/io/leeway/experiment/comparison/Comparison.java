package io.leeway.experiment.comparison;

import io.leeway.environment.evaluation.QualityMeter;
import io.leeway.environment.evaluation.SlicedWasserstein;
import io.leeway.experiment.config.SamplingConfig;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.experiment.trained.TrajectorySampling;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of samplers and guidance: every point of every curve is sampled from every denoiser of a run, and
 * measured.
 *
 * <p>Each measurement is kept in a file of its own as soon as it is made, by all that it depends on: an interrupted
 * comparison goes on, and one that gains a curve measures only that.
 */
public final class Comparison {
    /** The page that is written beside the measurements. */
    public static final String REPORT = "report.html";

    private static final String MEASUREMENTS = "measurements";

    private final TrainedRun run;
    private final ComparisonConfig config;
    private final @Nullable String agent;
    private final Path folder;
    private final Progress progress;

    /**
     * Prepares to compare.
     *
     * @param agent whose policy guides and judges likelihood; null for none
     * @param folder where measurements are kept; made where it is missing
     */
    public Comparison(TrainedRun run, ComparisonConfig config, @Nullable String agent, Path folder, Progress progress) {
        this.run = run;
        this.config = config;
        this.agent = agent;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Measures, in the order of the curves, their points and the run's seeds.
     *
     * @throws LeewayException if a point cannot be sampled, naming it
     */
    public List<Measurement> measure() {
        createFolder();
        List<Point> points = points();
        List<Long> seeds = run.seeds();
        Measurement[] measurements = new Measurement[points.size() * seeds.size()];
        Meters meters = new Meters();
        try (Progress.Task task = progress.begin("Comparing", measurements.length, "points")) {
            for (int i = 0; i < seeds.size(); i++) {
                for (int j = 0; j < points.size(); j++) {
                    Measurement point = points.get(j).of(seeds.get(i));
                    task.advance(0, point.label() + ", seed " + point.seed());
                    measurements[j * seeds.size() + i] =
                            measured(point, points.get(j).sampling(), meters, task);
                    task.advance(1, "");
                }
            }
        }
        return List.of(measurements);
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        config.curves().forEach((curve, samplings) -> {
            List<String> names = PointNames.of(samplings);
            for (int i = 0; i < names.size(); i++) {
                points.add(new Point(curve, names.get(i), samplings.get(i)));
            }
        });
        return points;
    }

    /** One point of a curve. */
    private record Point(String curve, String name, SamplingConfig sampling) {
        Measurement of(long seed) {
            return new Measurement(curve, name, seed, Map.of());
        }
    }

    /** The meters of one seed after another: they depend on the seed's data, and not on what is sampled. */
    private static final class Meters {
        private @Nullable OfSeed known;

        /** The meters of samples of one seed's denoiser. */
        private record OfSeed(long seed, QualityMeter transitions, SlicedWasserstein trajectories) {}

        Map<String, Double> measure(
                long seed, TrajectorySampling opened, Trajectories sampled, Transitions transitions) {
            OfSeed meter = of(seed, opened);
            Map<String, Double> figures = new LinkedHashMap<>(meter.transitions()
                    .measure(transitions, opened.policy().orElse(null))
                    .figures());
            figures.put("sliced_wasserstein", meter.trajectories().distance(sampled));
            return figures;
        }

        private OfSeed of(long seed, TrajectorySampling opened) {
            OfSeed meter = known;
            if (meter == null || meter.seed() != seed) {
                Dataset dataset = opened.dataset();
                meter = new OfSeed(
                        seed,
                        new QualityMeter(opened.environments(), dataset),
                        new SlicedWasserstein(opened.windows(dataset)));
                known = meter;
            }
            return meter;
        }
    }

    /** Makes the folder, and refuses one whose report is of something else and would be written over. */
    private void createFolder() {
        if (Files.exists(folder.resolve(REPORT)) && !Files.isDirectory(folder.resolve(MEASUREMENTS))) {
            throw new LeewayException("The folder " + folder + " has a " + REPORT + " that is not of a comparison."
                    + " Choose another folder with --out, or move it away.");
        }
        try {
            Files.createDirectories(folder.resolve(MEASUREMENTS));
        } catch (IOException e) {
            throw new LeewayException("The folder " + folder + " cannot be made: " + FileProblem.text(e), e);
        }
    }

    private Measurement measured(Measurement point, SamplingConfig sampling, Meters meters, Progress.Task task) {
        try (TrajectorySampling opened = run.sampling(new TrainedRun.Choice(point.seed(), agent, sampling))) {
            Map<String, Object> key = new LinkedHashMap<>(opened.identity());
            key.put("count", config.count());
            key.put("noise", config.noise());
            Path file = folder.resolve(MEASUREMENTS).resolve(Json.digest(key) + ".json");
            if (!Files.exists(file)) {
                Json.write(file, measure(point, opened, meters, task));
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            Json.read(file).forEach((name, value) -> figures.put(name, ((Number) value).doubleValue()));
            return new Measurement(point.curve(), point.point(), point.seed(), figures);
        } catch (LeewayException e) {
            throw new LeewayException(
                    "The point '" + point.label() + "' of seed " + point.seed() + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Double> measure(
            Measurement point, TrajectorySampling opened, Meters meters, Progress.Task task) {
        int[] done = {0};
        long began = System.nanoTime();
        Sample sample = opened.sample(config.count(), RandomSource.of(config.noise()), null, null, (amount, detail) -> {
            done[0] += (int) amount;
            task.advance(
                    0,
                    point.label() + ", seed " + point.seed() + ": " + done[0] + " of " + config.count()
                            + " trajectories" + (detail.isEmpty() ? "" : ", " + detail));
        });
        double seconds = (System.nanoTime() - began) * 1e-9;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("network_evaluations", (double) sample.networkEvaluations());
        Transitions transitions = sample.trajectories().transitions();
        figures.put("transitions_per_s", transitions.count() / seconds);
        figures.putAll(meters.measure(point.seed(), opened, sample.trajectories(), transitions));
        figures.putAll(sample.figures());
        figures.values().removeIf(figure -> !Double.isFinite(figure));
        return figures;
    }
}
