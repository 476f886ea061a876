package io.leeway.diffusion.experience;

import io.leeway.diffusion.experience.DiffusionExperienceConfig.First;
import io.leeway.spi.Components;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic trajectories, made anew as the agent improves, with some real transitions in every batch (Jackson et al.
 * 2024). The first are unguided, since there is no trained policy yet.
 *
 * <p>In the background, a refresh takes what the one before it ordered, and orders what the next one takes: the policy
 * that guides is always as it was one interval earlier, however fast anything is. A checkpoint keeps that policy in
 * place of what is half made, which is begun again from there.
 */
public final class DiffusionExperience implements ExperienceSource {
    private final DiffusionExperienceConfig config;
    private final Denoiser denoiser;
    private final Learner learner;
    private final Generator generator;
    private final @Nullable BackgroundGeneration background;
    private final SyntheticSet synthetic;
    private final SyntheticBatches batches;
    private boolean closed;

    /** Creates a source that has no synthetic transitions before its first refresh. */
    @Inject
    public DiffusionExperience(
            DiffusionExperienceConfig config,
            Dataset dataset,
            Denoiser denoiser,
            Sampler sampler,
            Components components,
            Learner learner,
            RandomSource random,
            Progress progress) {
        this.config = config;
        this.denoiser = denoiser;
        this.learner = learner;
        synthetic = new SyntheticSet((long) config.retained() * config.trajectories());
        batches = new SyntheticBatches(
                dataset.transitions(), config.realFraction(), config.first() == First.REAL, synthetic);
        Function<Components, Generator> making =
                own -> new Generator(denoiser, sampler, own.create(config.guidance()), random, progress);
        if (config.background() && !config.guidance().type().equals("none")) {
            Agent copy = learner.fresh();
            generator = guidedBy(copy, components, making);
            background = new BackgroundGeneration(generator, copy);
        } else {
            generator = making.apply(components);
            background = config.background() ? new BackgroundGeneration(generator, null) : null;
        }
    }

    /** The agent goes on learning while the scheme guides: where the scheme asks for its policy, it gets the copy's. */
    private static Generator guidedBy(Agent copy, Components components, Function<Components, Generator> making) {
        try {
            return making.apply(components.with(Policy.class, copy.policy()));
        } catch (RuntimeException | Error failure) {
            copy.close();
            throw failure;
        }
    }

    @Override
    public long refreshEvery() {
        return config.every();
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        boolean realFirst = step == 0 && config.first() == First.REAL;
        Generator.Order now = new Generator.Order(
                step, step, step == 0 ? config.trajectories() : config.trajectories() / config.portions());
        Agent trained = step == 0 ? null : agent;
        Map<String, Double> figures = Map.of();
        if (background != null) {
            figures = background.take().map(made -> add(made, step)).orElse(Map.of());
            if (figures.isEmpty() && config.first() == First.UNGUIDED) {
                background.begin(now, trained);
                figures = add(background.take().orElseThrow(), step);
            }
            orderNext(agent, step, background);
        } else if (!realFirst) {
            figures = add(generator.make(now, trained, () -> false), step);
        }
        return figures;
    }

    /** Nothing is ordered that would come after the last update, or be unguided where the data comes first. */
    private void orderNext(Agent agent, long step, BackgroundGeneration orders) {
        long arrival = step + config.every();
        boolean untrained = step == 0 && config.first() == First.REAL && generator.guides();
        if (arrival < learner.updates() && !untrained) {
            int count = config.trajectories() / config.portions();
            orders.begin(new Generator.Order(arrival, step, count), step == 0 ? null : agent);
        }
    }

    private Map<String, Double> add(Made made, long step) {
        synthetic.add(made.part());
        Map<String, Double> figures = made.figures();
        if (!config.plain()) {
            figures.put("retained_trajectories", (double) synthetic.trajectories());
            figures.put("mean_age", synthetic.meanAge(step));
        }
        return figures;
    }

    @Override
    public int size() {
        return batches.size();
    }

    /** Fills the first rows with synthetic transitions and the last with real ones, always as many of each. */
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
    public double secondsBeside() {
        return background == null ? 0 : background.secondsBeside();
    }

    @Override
    public void save(Path directory) {
        TrajectoryArchive.write(directory, synthetic.parts());
        if (background != null) {
            background.save(directory);
        }
    }

    @Override
    public void load(Path directory) {
        TrajectoryArchive.read(directory, denoiser.normalizer().layout(), denoiser.horizon())
                .forEach(synthetic::add);
        if (background != null) {
            background.load(directory);
        }
    }

    @Override
    public void close() {
        if (background != null && !closed) {
            closed = true;
            background.close();
        }
    }
}
