package io.leeway.diffusion.experience;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic trajectories, made anew as the agent improves, with some real transitions in every batch (Jackson et al.
 * 2024). The first are unguided, since there is no trained policy yet.
 */
public final class DiffusionExperience implements ExperienceSource {
    /** Beyond this an action counts as saturated: the normaliser clips the data's own actions here. */
    private static final float SATURATED = 0.999f;

    private final DiffusionExperienceConfig config;
    private final Denoiser denoiser;
    private final Sampler sampler;
    private final Guidance guidance;
    private final RandomSource random;
    private final Progress progress;
    private final TransitionPool real;
    private @Nullable Trajectories trajectories;
    private TransitionPool synthetic;

    /** Creates a source that has no synthetic transitions before its first refresh. */
    @Inject
    public DiffusionExperience(
            DiffusionExperienceConfig config,
            Dataset dataset,
            Denoiser denoiser,
            Sampler sampler,
            Components components,
            RandomSource random,
            Progress progress) {
        this.config = config;
        this.denoiser = denoiser;
        this.sampler = sampler;
        this.guidance = components.create(config.guidance());
        this.random = random;
        this.progress = progress;
        real = new TransitionPool(dataset.transitions());
        synthetic = new TransitionPool(Transitions.zeros(dataset.observationSize(), dataset.actionSize(), 0));
    }

    @Override
    public long refreshEvery() {
        return config.refresh();
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        boolean guided = step > 0 && guidance.target() != Guidance.Target.NOTHING;
        String title = guided ? "Sampling guided trajectories" : "Sampling trajectories";
        Sample sample;
        try (Progress.Task task = progress.begin(title, config.trajectories(), "trajectories")) {
            SamplingRequest request = SamplingRequest.of(denoiser, config.trajectories(), random.split(step))
                    .withProgress(task);
            sample = sampler.sample(
                    guided
                            ? request.withGuidance(
                                    guidance, agent.policy(), agent.critic().orElse(null))
                            : request);
        }
        take(sample.trajectories());
        Map<String, Double> figures = new TreeMap<>(sample.figures());
        figures.put("network_evaluations", (double) sample.networkEvaluations());
        figures.put("guided", guided ? 1.0 : 0.0);
        figures.put("synthetic_trajectories", (double) sample.trajectories().count());
        figures.put("synthetic_transitions", (double) synthetic.size());
        figures.put("terminal_fraction", mean(synthetic.transitions().terminals(), 0.5f));
        figures.put("saturated_action_fraction", mean(synthetic.transitions().actions(), SATURATED));
        return figures;
    }

    private void take(Trajectories made) {
        Transitions transitions = made.transitions();
        if (transitions.count() == 0) {
            throw new LeewayException("The " + made.count() + " synthetic trajectories of " + made.horizon()
                    + " row(s) hold no transition: a row's next observation is the next row's. Choose a denoiser with a"
                    + " horizon of 2 or more.");
        }
        trajectories = made;
        synthetic = new TransitionPool(transitions);
    }

    /** Returns the part of the values that are beyond a magnitude. */
    private static double mean(float[] values, float magnitude) {
        int beyond = 0;
        for (float value : values) {
            beyond += Math.abs(value) >= magnitude ? 1 : 0;
        }
        return (double) beyond / values.length;
    }

    @Override
    public int size() {
        return synthetic.size() + (config.realFraction() > 0 ? real.size() : 0);
    }

    /** Fills the first rows with synthetic transitions and the last with real ones, always as many of each. */
    @Override
    public void sample(RandomSource draws, Transitions batch, int from, int to) {
        int firstReal = to - (int) Math.round(config.realFraction() * (to - from));
        synthetic.sample(draws, batch, from, firstReal);
        real.sample(draws, batch, firstReal, to);
    }

    @Override
    public Optional<Trajectories> synthetic() {
        return Optional.ofNullable(trajectories);
    }

    @Override
    public void save(Path directory) {
        TrajectoryArchive.write(directory, synthetic());
    }

    @Override
    public void load(Path directory) {
        TrajectoryArchive.read(directory, denoiser.normalizer().layout(), denoiser.horizon())
                .ifPresent(this::take);
    }
}
