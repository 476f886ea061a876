package io.leeway.testkit.diffusion;

import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of {@link PlainEulerSampler}. */
final class EulerStep implements GuidanceStep {
    private final SamplingRequest request;
    private final int steps;
    private final float[] noised;
    private final float[] estimate;
    private final float[] known;
    private @Nullable Condition condition;
    private int index;
    private double sigma;
    private boolean estimated;
    private long evaluations;

    EulerStep(SamplingRequest request, int steps, float[] noised) {
        this.request = request;
        this.steps = steps;
        this.noised = noised;
        estimate = new float[noised.length];
        known = known(request);
    }

    static float[] known(SamplingRequest request) {
        if (request.known() == null) {
            return new float[0];
        }
        float[] values = request.known().trajectories().values().clone();
        request.denoiser().normalizer().normalize(values);
        return values;
    }

    static boolean isKnown(SamplingRequest request, int i) {
        SamplingRequest.Known given = request.known();
        return given != null && given.mask()[i % given.mask().length];
    }

    void begin(int stepIndex, double level) {
        index = stepIndex;
        sigma = level;
        estimated = false;
        condition = request.condition();
        guide(Guidance.Target.NOISED);
        estimated = false;
        condition = request.condition();
    }

    @Override
    public float[] conditioned(@Nullable Condition condition) {
        float[] other = new float[noised.length];
        float[] sigmas = new float[count()];
        Arrays.fill(sigmas, (float) sigma);
        request.denoiser().denoise(noised, sigmas, condition, count(), other);
        evaluations++;
        return other;
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

    float[] guidedEstimate() {
        guide(Guidance.Target.ESTIMATE);
        estimate();
        for (int i = 0; i < known.length; i++) {
            estimate[i] = isKnown(request, i) ? known[i] : estimate[i];
        }
        return estimate;
    }

    private void guide(Guidance.Target target) {
        Guidance guidance = request.guidance();
        if (guidance != null && guidance.target() == target) {
            guidance.guide(this);
        }
    }

    long evaluations() {
        return evaluations;
    }

    @Override
    public float[] estimate() {
        if (!estimated) {
            float[] sigmas = new float[count()];
            Arrays.fill(sigmas, (float) sigma);
            request.denoiser().denoise(noised, sigmas, condition, count(), estimate);
            evaluations++;
            estimated = true;
        }
        return estimate;
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
        return request.count();
    }

    @Override
    public int horizon() {
        return request.denoiser().horizon();
    }

    @Override
    public float[] noised() {
        return noised;
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
}
