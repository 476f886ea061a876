package io.leeway.testkit.diffusion;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import java.util.Arrays;
import java.util.Map;

/** About the smallest sampler that keeps the contract: Euler's method, all trajectories at once. */
public final class PlainEulerSampler implements Sampler {
    private final int steps;

    /** Creates a sampler that takes that many steps. */
    public PlainEulerSampler(int steps) {
        this.steps = steps;
    }

    @Override
    public Sample sample(SamplingRequest asked) {
        SamplingRequest request = asked.prepared(this);
        Denoiser denoiser = request.denoiser();
        Normalizer normalizer = denoiser.normalizer();
        int size = request.count() * denoiser.horizon() * normalizer.layout().width();
        double first = request.start() == null ? 80 : request.start().sigma();
        EulerStep step = new EulerStep(request, steps, begin(request, size, first));
        for (int index = 0; index < steps; index++) {
            step.begin(index, level(first, index));
            move(step, index + 1 == steps ? 0 : level(first, index + 1));
            request.progress().advance(index + 1 == steps ? request.count() : 0, "");
        }
        float[] values = step.noised();
        normalizer.denormalize(values);
        Trajectories made = new Trajectories(normalizer.layout(), denoiser.horizon(), request.count(), values);
        Guidance guidance = request.guidance();
        return new Sample(made, step.evaluations(), guidance == null ? Map.of() : guidance.figures());
    }

    private double level(double first, int index) {
        return Math.pow(first, 1 - (double) index / steps) * Math.pow(0.001, (double) index / steps);
    }

    private static float[] begin(SamplingRequest request, int size, double level) {
        float[] noised = new float[size];
        request.random().fillGaussian(noised, 0, size);
        float[] noise = noised.clone();
        for (int i = 0; i < size; i++) {
            noised[i] *= (float) level;
        }
        if (request.start() != null) {
            float[] start = request.start().trajectories().values().clone();
            request.denoiser().normalizer().normalize(start);
            for (int i = 0; i < size; i++) {
                noised[i] += start[i];
            }
        }
        float[] known = EulerStep.known(request);
        for (int i = 0; i < known.length; i++) {
            noised[i] = EulerStep.isKnown(request, i) ? (float) (known[i] + level * noise[i]) : noised[i];
        }
        return noised;
    }

    private static void move(EulerStep step, double next) {
        float kept = (float) (next / step.sigma());
        float[] estimate = Arrays.copyOf(step.guidedEstimate(), step.noised().length);
        float[] noised = step.noised();
        for (int i = 0; i < noised.length; i++) {
            noised[i] = estimate[i] + kept * (noised[i] - estimate[i]);
            if (!Float.isFinite(noised[i])) {
                throw new LeewayException("Sampling gave " + noised[i] + " at step " + step.index());
            }
        }
    }
}
