package io.leeway.testkit.diffusion;

import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.FusedSampling;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.SolverStage;
import io.leeway.spi.diffusion.WindowReturns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A trained denoiser whose evaluations are watched, and changed where a test wants that. */
public class ObservedDenoiser implements Denoiser {
    private final Denoiser inner;
    private final Observer observer;

    /** An observer of every evaluation after it was made; it may write to the estimate. */
    @FunctionalInterface
    public interface Observer {
        /** Sees one evaluation. */
        void evaluated(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate);
    }

    /** Watches a trained denoiser. */
    public ObservedDenoiser(Denoiser inner, Observer observer) {
        this.inner = inner;
        this.observer = observer;
    }

    /** Returns the same denoiser, unwatched, whose whole sampling loop, whatever was asked for, is {@code loop}. */
    public static Denoiser fused(Denoiser inner, Consumer<float[]> loop) {
        return new ObservedDenoiser(inner, (noised, sigma, condition, count, estimate) -> {}) {
            @Override
            public Optional<FusedSampling> fusedSampling() {
                return Optional.of(new Loop(loop));
            }
        };
    }

    private record Loop(Consumer<float[]> moves) implements FusedSampling {
        @Override
        public boolean preferred() {
            return true;
        }

        @Override
        public boolean supports(List<SolverStage> stages, SamplingRequest request) {
            return request.known() == null;
        }

        @Override
        public void run(List<SolverStage> stages, SamplingRequest request, int first, int count, float[] noised) {
            moves.accept(noised);
        }
    }

    @Override
    public void denoise(float[] noised, float[] sigma, @Nullable Condition condition, int count, float[] estimate) {
        inner.denoise(noised, sigma, condition, count, estimate);
        observer.evaluated(noised, sigma, condition, count, estimate);
    }

    @Override
    public int horizon() {
        return inner.horizon();
    }

    @Override
    public void begin(Normalizer normalizer) {
        inner.begin(normalizer);
    }

    @Override
    public Normalizer normalizer() {
        return inner.normalizer();
    }

    @Override
    public long updates() {
        return inner.updates();
    }

    @Override
    public long step() {
        return inner.step();
    }

    @Override
    public Map<String, Double> update(Windows training, int times) {
        return inner.update(training, times);
    }

    @Override
    public double heldOutLoss(Windows heldOut) {
        return inner.heldOutLoss(heldOut);
    }

    @Override
    public Map<String, Double> heldOutFigures(Windows heldOut) {
        return inner.heldOutFigures(heldOut);
    }

    @Override
    public Optional<WindowReturns> returns() {
        return inner.returns();
    }

    @Override
    public void save(Path directory) {
        inner.save(directory);
    }

    @Override
    public void load(Path directory) {
        inner.load(directory);
    }

    @Override
    public void close() {
        inner.close();
    }
}
