package io.leeway.diffusion.experience;

import io.leeway.diffusion.guidance.NoGuidance;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Single transitions, unguided and made once (SynthER; Lu et al. 2023): the dataset, upsampled. */
public final class SyntherExperience implements ExperienceSource {
    private final SyntherConfig config;
    private final Denoiser denoiser;
    private final Generator generator;
    private final SyntheticSet synthetic;
    private final SyntheticBatches batches;

    /**
     * Creates a source that has no synthetic transitions before its refresh.
     *
     * @throws LeewayException if the denoiser's trajectories are longer than a transition
     */
    @Inject
    public SyntherExperience(
            SyntherConfig config,
            Dataset dataset,
            Denoiser denoiser,
            Sampler sampler,
            RandomSource random,
            Progress progress) {
        if (denoiser.horizon() != 1 || !denoiser.normalizer().layout().nextObservation()) {
            throw new LeewayException("Experience of type 'synther' is of single transitions, but the denoiser's"
                    + " trajectories have " + denoiser.horizon() + " row(s)"
                    + (denoiser.normalizer().layout().nextObservation()
                            ? ""
                            : " without a next observation of their own")
                    + ". Choose denoiser: {type: edm-mlp}, or experience of type 'diffusion'.");
        }
        this.config = config;
        this.denoiser = denoiser;
        generator = new Generator(denoiser, sampler, new NoGuidance(), random, progress);
        synthetic = new SyntheticSet(config.transitions());
        batches = new SyntheticBatches(dataset.transitions(), config.realFraction(), false, synthetic);
    }

    @Override
    public long refreshEvery() {
        return 0;
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        Made made = generator.make(new Generator.Order(step, step, config.transitions()), null, () -> false);
        synthetic.add(made.part());
        return made.figures();
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
