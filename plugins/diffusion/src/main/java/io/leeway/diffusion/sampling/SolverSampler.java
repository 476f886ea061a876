package io.leeway.diffusion.sampling;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.SolverStage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The loop that every sampler shares: chunk after chunk, step after step. */
abstract class SolverSampler implements Sampler {
    private final NoiseSchedule schedule;
    private final int steps;
    private final LoopConfig loop;

    /**
     * Creates a sampler.
     *
     * @param steps how many steps there are from noise to data
     * @param loop how the loop is run
     */
    SolverSampler(NoiseSchedule schedule, int steps, LoopConfig loop) {
        this.schedule = schedule;
        this.steps = steps;
        this.loop = loop;
    }

    /** Returns the solver's stages through those levels, which fall to 0. */
    abstract List<SolverStage> stages(double[] levels);

    /**
     * Returns the standard deviation of the noise that stands for data at a noise level: the data has unit variance.
     */
    double deviation(double sigma) {
        return Math.sqrt(sigma * sigma + 1);
    }

    @Override
    public final Sample sample(SamplingRequest asked) {
        RequestCheck.check(asked);
        SamplingRequest request = asked.prepared(this);
        double[] levels = request.start() == null
                ? schedule.levels(steps)
                : schedule.levelsFrom(request.start().sigma(), steps);
        List<SolverStage> stages = stages(levels);
        Optional<FusedSampling> fused = request.denoiser()
                .fusedSampling()
                .filter(capability -> loop.fused() == null ? capability.preferred() : loop.fused())
                .filter(capability -> capability.supports(stages, request));
        Denoiser denoiser = request.denoiser();
        Trajectories result = Trajectories.zeros(denoiser.normalizer().layout(), denoiser.horizon(), request.count());
        long evaluations = 0;
        for (int first = 0; first < request.count(); first += loop.batch()) {
            int count = Math.min(loop.batch(), request.count() - first);
            Chunk chunk = new Chunk(request, first, count, levels.length - 1);
            chunk.begin(levels[0], deviation(levels[0]));
            if (fused.isPresent()) {
                fused.get().run(stages, request, first, count, chunk.noised());
                checkFinite(chunk, levels.length - 2, levels);
                evaluations = stages.size();
            } else {
                run(chunk, stages, levels, request);
                evaluations = chunk.evaluations();
            }
            chunk.writeTo(result);
            request.progress().advance(count, "");
        }
        Guidance guidance = request.guidance();
        return new Sample(result, evaluations, guidance == null ? Map.of() : guidance.figures());
    }

    private static void run(Chunk chunk, List<SolverStage> stages, double[] levels, SamplingRequest request) {
        Mover mover = new Mover(chunk, stages);
        for (int index = 0; index < stages.size(); index++) {
            SolverStage stage = stages.get(index);
            int step = stage.step();
            if (index == 0 || stages.get(index - 1).step() < step) {
                chunk.beginStep(step, levels[step]);
            }
            mover.move(stage);
            if (index + 1 == stages.size() || stages.get(index + 1).step() > step) {
                checkFinite(chunk, step, levels);
                request.progress().advance(0, "step " + (step + 1) + " of " + chunk.steps());
            }
        }
    }

    private static void checkFinite(Chunk chunk, int step, double[] levels) {
        float[] values = chunk.noised();
        for (int i = 0; i < chunk.size(); i++) {
            if (!Float.isFinite(values[i])) {
                int width = chunk.layout().width();
                throw new LeewayException(String.format(
                        Locale.ROOT,
                        "Sampling gave %s at step %d of %d (noise level %.3g), row %d, column %d."
                                + " Lower the guidance coefficient, or train the denoiser anew with a lower learning"
                                + " rate.",
                        values[i],
                        step + 1,
                        chunk.steps(),
                        levels[step],
                        i / width % chunk.horizon(),
                        i % width));
            }
        }
    }
}
