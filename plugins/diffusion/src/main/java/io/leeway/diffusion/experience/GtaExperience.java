package io.leeway.diffusion.experience;

import io.leeway.diffusion.guidance.NoGuidance;
import io.leeway.diffusion.guidance.RequestConditioned;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import io.leeway.spi.support.WindowCutter;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The data's own windows, noised in part and denoised towards a return that is higher than theirs, with some real
 * transitions in every batch (GTA; Lee et al. 2024, arXiv 2405.16907). Made once: no policy guides them.
 */
public final class GtaExperience implements ExperienceSource {
    private final GtaConfig config;
    private final Denoiser denoiser;
    private final RandomSource random;
    private final Generator generator;
    private final Windows windows;
    private final SyntheticSet synthetic;
    private final SyntheticBatches batches;

    /** Creates a source that has no synthetic transitions before its refresh. */
    @Inject
    public GtaExperience(
            GtaConfig config,
            Dataset dataset,
            Denoiser denoiser,
            Sampler sampler,
            RandomSource random,
            Progress progress) {
        this.config = config;
        this.denoiser = denoiser;
        this.random = random;
        generator = new Generator(denoiser, sampler, new NoGuidance(), random, progress);
        windows = WindowCutter.cut(dataset, denoiser.normalizer().layout(), denoiser.horizon(), 1, 0)
                .training();
        synthetic = new SyntheticSet(config.trajectories());
        batches = new SyntheticBatches(
                dataset.transitions(), realFraction(config, dataset, windows.horizon()), false, synthetic);
    }

    /** Returns the part that is asked for, or that of the data among all transitions, where none terminates early. */
    private static double realFraction(GtaConfig config, Dataset dataset, int horizon) {
        Double asked = config.realFraction();
        double made = (double) config.trajectories() * Math.max(1, horizon - 1);
        return asked == null ? dataset.steps() / (dataset.steps() + made) : asked;
    }

    @Override
    public long refreshEvery() {
        return 0;
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        Trajectories starts = starts(step);
        boolean conditional = config.coefficient() > 0;
        float[] wanted = conditional ? wanted(starts) : new float[0];
        Made made = generator.make(
                new Generator.Order(step, step, config.trajectories()),
                conditional,
                request -> asked(request, starts, wanted),
                () -> false);
        if (conditional) {
            report(wanted, made.figures());
        }
        synthetic.add(made.part());
        return made.figures();
    }

    /** Returns the windows that are noised, each drawn evenly and with replacement. */
    Trajectories starts(long step) {
        RandomSource draws = random.split(step).split("windows");
        return windows.gather(
                draws.ints(config.trajectories(), 0, windows.count()).toArray());
    }

    private SamplingRequest asked(SamplingRequest request, Trajectories starts, float[] wanted) {
        SamplingRequest started = request.withStart(new SamplingRequest.Start(starts, config.noiseLevel()));
        if (wanted.length == 0) {
            return started;
        }
        float[] values = new float[wanted.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = learned().condition(wanted[i]);
        }
        return started.withCondition(new Condition(1, values))
                .withGuidance(new RequestConditioned(config.coefficient()), null, null);
    }

    /** Returns the amplified return of each window. */
    private float[] wanted(Trajectories starts) {
        int column = starts.layout().rewardColumn();
        float[] wanted = new float[starts.count()];
        for (int window = 0; window < wanted.length; window++) {
            double sum = 0;
            for (int row = 0; row < starts.horizon(); row++) {
                sum += starts.get(window, row, column);
            }
            wanted[window] = (float) config.amplified(sum);
        }
        return wanted;
    }

    private void report(float[] wanted, Map<String, Double> figures) {
        double most = learned().quantile(1);
        double sum = 0;
        int beyond = 0;
        for (float each : wanted) {
            sum += each;
            beyond += each > most ? 1 : 0;
        }
        figures.put("condition_return", sum / wanted.length);
        figures.put("beyond_learned_fraction", (double) beyond / wanted.length);
    }

    private WindowReturns learned() {
        return denoiser.returns()
                .orElseThrow(() -> new LeewayException("Experience of type 'gta' needs a denoiser that learned returns,"
                        + " but this one did not. Train it with condition: return, which the edm denoisers have, or"
                        + " choose coefficient: 0 for trajectories that are noised and denoised alone."));
    }

    @Override
    public int size() {
        return batches.size();
    }

    @Override
    public void sample(RandomSource draws, Transitions batch, int from, int to) {
        batches.sample(draws, batch, from, to);
    }

    @Override
    public Optional<boolean[]> realRows(int rows) {
        return batches.realRows(rows);
    }

    @Override
    public Optional<Trajectories> synthetic() {
        return synthetic.newest();
    }

    @Override
    public void save(Path directory) {
        TrajectoryArchive.write(directory, synthetic.parts());
    }

    @Override
    public void load(Path directory) {
        TrajectoryArchive.read(directory, denoiser.normalizer().layout(), denoiser.horizon())
                .forEach(synthetic::add);
    }
}
