package io.leeway.diffusion.sampling;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The loop that every sampler shares: chunk after chunk, step after step. */
abstract class SolverSampler implements Sampler {
    private final NoiseSchedule schedule;
    private final int steps;
    private final int batch;

    /**
     * Creates a sampler.
     *
     * @param steps how many steps there are from noise to data
     * @param batch how many trajectories go through the network together
     */
    SolverSampler(NoiseSchedule schedule, int steps, int batch) {
        this.schedule = schedule;
        this.steps = steps;
        this.batch = batch;
    }

    /** Returns a solver for one chunk of so many values, which goes through those levels. */
    abstract Solver solver(int size, double[] levels);

    /** Returns the standard deviation of the noise that stands for data at a noise level: the data has unit variance. */
    double deviation(double sigma) {
        return Math.sqrt(sigma * sigma + 1);
    }

    @Override
    public final Sample sample(SamplingRequest asked) {
        RequestCheck.check(asked);
        SamplingRequest request = prepared(asked);
        Optional<FusedSampling> fused =
                request.denoiser().fusedSampling().filter(capability -> capability.supports(this, request));
        return fused.isPresent() ? fused.get().sample(this, request) : sampleChunks(request);
    }

    private SamplingRequest prepared(SamplingRequest request) {
        Guidance guidance = request.guidance();
        return guidance == null
                ? request
                : request.withGuidance(guidance.prepare(this, request), request.policy(), request.critic());
    }

    private Sample sampleChunks(SamplingRequest request) {
        Denoiser denoiser = request.denoiser();
        TrajectoryLayout layout = denoiser.normalizer().layout();
        Trajectories result = Trajectories.zeros(layout, denoiser.horizon(), request.count());
        double[] levels = request.start() == null
                ? schedule.levels(steps)
                : schedule.levelsFrom(request.start().sigma(), steps);
        long evaluations = 0;
        for (int first = 0; first < request.count(); first += batch) {
            int count = Math.min(batch, request.count() - first);
            Chunk chunk = new Chunk(request, first, count, levels.length - 1);
            chunk.begin(levels[0], deviation(levels[0]));
            run(chunk, levels, request);
            chunk.writeTo(result);
            evaluations = chunk.evaluations();
            request.progress().advance(count, "");
        }
        Guidance guidance = request.guidance();
        return new Sample(result, evaluations, guidance == null ? Map.of() : guidance.figures());
    }

    private void run(Chunk chunk, double[] levels, SamplingRequest request) {
        Solver solver = solver(chunk.size(), levels);
        for (int index = 0; index < chunk.steps(); index++) {
            chunk.beginStep(index, levels[index]);
            solver.step(chunk, levels[index], levels[index + 1]);
            checkFinite(chunk, levels[index]);
            request.progress().advance(0, "step " + (index + 1) + " of " + chunk.steps());
        }
    }

    private static void checkFinite(Chunk chunk, double level) {
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
                        chunk.index() + 1,
                        chunk.steps(),
                        level,
                        i / width % chunk.horizon(),
                        i % width));
            }
        }
    }
}
