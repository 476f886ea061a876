package io.leeway.diffusion.sampling;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some of a request's trajectories on their way from noise to data: what a solver moves and a guidance scheme sees.
 *
 * <p>Every trajectory draws from a stream of its own, the request's random source split by the trajectory's index, so
 * that what it becomes does not depend on how a request is cut into chunks.
 *
 * <p>Known values are held at their truth in every estimate, and begin at their truth plus noise. A solver that moves x
 * towards an estimate that is the truth keeps x at the truth plus noise of the right level, whichever solver it is.
 */
final class Chunk implements GuidanceStep {
    private final SamplingRequest request;
    private final int first;
    private final int count;
    private final int trajectorySize;
    private final int steps;
    private final RandomSource[] streams;
    private final float[] noised;
    private final float[] estimate;
    private final float[] noise;
    private final float[] sigmas;
    private float[] conditioned = new float[0];
    private final float @Nullable [] known;
    private final @Nullable Condition requested;
    private @Nullable Condition condition;
    private int index;
    private double sigma;
    private boolean estimated;
    private long evaluations;

    /**
     * Prepares trajectories {@code first} to {@code first + count} of a request.
     *
     * @param steps how many steps there will be
     */
    Chunk(SamplingRequest request, int first, int count, int steps) {
        this.request = request;
        this.first = first;
        this.count = count;
        this.steps = steps;
        trajectorySize = horizon() * layout().width();
        streams = new RandomSource[count];
        Arrays.setAll(streams, i -> request.random().split(first + i));
        noised = new float[size()];
        estimate = new float[size()];
        noise = new float[size()];
        sigmas = new float[count];
        known = request.known() == null ? null : normalized(request.known().trajectories());
        requested = slice(request.condition());
        condition = requested;
    }

    /**
     * Begins with noise, or with the given trajectories and noise.
     *
     * @param level the noise level to begin at
     * @param pure the standard deviation of noise on its own at that level
     */
    void begin(double level, double pure) {
        drawNoise();
        float[] centre = request.start() == null
                ? new float[size()]
                : normalized(request.start().trajectories());
        double scale = request.start() == null ? pure : level;
        for (int i = 0; i < size(); i++) {
            noised[i] = (float) (centre[i] + scale * noise[i]);
        }
        if (known != null) {
            for (int i = 0; i < size(); i++) {
                noised[i] = isKnown(i) ? (float) (known[i] + level * noise[i]) : noised[i];
            }
        }
    }

    /** Begins a step: a scheme that moves the noised trajectories does so now. */
    void beginStep(int stepIndex, double level) {
        index = stepIndex;
        at(level);
        Guidance guidance = request.guidance();
        if (guidance != null && guidance.target() == Guidance.Target.NOISED) {
            System.arraycopy(noised, 0, noise, 0, size());
            guidance.guide(this);
            hold(noised, noise);
        }
    }

    /** Returns the estimate at a noise level, with known values and guidance applied; the same array each time. */
    float[] guidedEstimate(double level) {
        at(level);
        Guidance guidance = request.guidance();
        if (guidance != null && guidance.target() == Guidance.Target.ESTIMATE) {
            guidance.guide(this);
        }
        estimate();
        hold(estimate, known);
        return estimate;
    }

    /**
     * Adds Gaussian noise of a standard deviation.
     *
     * @param drawn receives as many of the standard normal numbers as it has room for
     */
    void addNoise(double deviation, float[] drawn) {
        drawNoise();
        System.arraycopy(noise, 0, drawn, 0, drawn.length);
        float scale = (float) deviation;
        for (int i = 0; i < noised.length; i++) {
            noised[i] += scale * noise[i];
        }
    }

    /** Writes the trajectories in data units to their place; known values are written as they were given. */
    void writeTo(Trajectories result) {
        Normalizer normalizer = normalizer();
        int width = layout().width();
        int offset = first * trajectorySize;
        SamplingRequest.Known given = request.known();
        for (int i = 0; i < size(); i++) {
            result.values()[offset + i] = given != null && isKnown(i)
                    ? given.trajectories().values()[offset + i]
                    : normalizer.denormalize(i % width, noised[i]);
        }
    }

    /** Returns how many values the chunk has. */
    int size() {
        return count * trajectorySize;
    }

    /** Returns the evaluations made for each trajectory so far. */
    long evaluations() {
        return evaluations;
    }

    @Override
    public float[] estimate() {
        if (!estimated) {
            Arrays.fill(sigmas, (float) sigma);
            request.denoiser().denoise(noised, sigmas, condition, count, estimate);
            evaluations++;
            estimated = true;
            hold(estimate, known);
        }
        return estimate;
    }

    @Override
    public float[] conditioned(@Nullable Condition given) {
        if (conditioned.length == 0) {
            conditioned = new float[size()];
        }
        Arrays.fill(sigmas, (float) sigma);
        request.denoiser().denoise(noised, sigmas, given, count, conditioned);
        evaluations++;
        hold(conditioned, known);
        return conditioned;
    }

    @Override
    public void condition(Condition given) {
        condition = given;
        estimated = false;
    }

    @Override
    public Optional<WindowReturns> returns() {
        return request.denoiser().returns();
    }

    @Override
    public float[] noised() {
        return noised;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public double sigma() {
        return sigma;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int horizon() {
        return request.denoiser().horizon();
    }

    @Override
    public Normalizer normalizer() {
        return request.denoiser().normalizer();
    }

    @Override
    public @Nullable Policy policy() {
        return request.policy();
    }

    @Override
    public @Nullable Critic critic() {
        return request.critic();
    }

    private void at(double level) {
        sigma = level;
        estimated = false;
        condition = requested;
    }

    private void drawNoise() {
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> streams[i].fillGaussian(noise, i * trajectorySize, (i + 1) * trajectorySize));
    }

    private void hold(float[] values, float @Nullable [] truth) {
        if (known == null || truth == null) {
            return;
        }
        for (int i = 0; i < size(); i++) {
            if (isKnown(i)) {
                values[i] = truth[i];
            }
        }
    }

    private boolean isKnown(int i) {
        SamplingRequest.Known given = request.known();
        return given != null && given.mask()[i % trajectorySize];
    }

    private float[] normalized(Trajectories trajectories) {
        float[] values = trajectories.slice(first, first + count).values();
        normalizer().normalize(values);
        return values;
    }

    private @Nullable Condition slice(@Nullable Condition whole) {
        if (whole == null) {
            return null;
        }
        int width = whole.size();
        return new Condition(width, Arrays.copyOfRange(whole.values(), first * width, (first + count) * width));
    }
}
