package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import java.util.List;

/** The way of one chunk through the stages of a solver, in Java, with what later stages need of earlier ones. */
final class Mover {
    private final Chunk chunk;
    private final float[] estimateBefore;
    private final float[] noiseBefore;
    private final float[] churned;

    /** Prepares for the stages that the chunk will go through. */
    Mover(Chunk chunk, List<SolverStage> stages) {
        this.chunk = chunk;
        estimateBefore = kept(stages.stream().anyMatch(stage -> stage.extrapolation() != 0));
        noiseBefore = kept(stages.stream().anyMatch(stage -> stage.carried() != 0));
        churned = kept(stages.stream().anyMatch(stage -> stage.recalled() != 0));
    }

    private float[] kept(boolean needed) {
        return new float[needed ? chunk.size() : 0];
    }

    /** Moves the chunk through the next stage. */
    void move(SolverStage stage) {
        if (stage.churn() > 0) {
            chunk.addNoise(stage.churn(), churned);
        }
        float[] estimate = chunk.guidedEstimate(stage.sigma());
        move(estimate, stage);
        System.arraycopy(estimate, 0, estimateBefore, 0, estimateBefore.length);
        if (stage.recalled() != 0) {
            add(churned, (float) stage.recalled());
        }
        if (stage.fresh() > 0) {
            chunk.addNoise(stage.fresh(), new float[0]);
        }
    }

    private void move(float[] estimate, SolverStage stage) {
        float[] noised = chunk.noised();
        float extrapolation = (float) stage.extrapolation();
        float kept = (float) stage.kept();
        float carried = (float) stage.carried();
        boolean extrapolates = extrapolation != 0;
        boolean carries = noiseBefore.length > 0;
        for (int i = 0; i < chunk.size(); i++) {
            float noise = noised[i] - estimate[i];
            float target = extrapolates ? estimate[i] + extrapolation * (estimate[i] - estimateBefore[i]) : estimate[i];
            noised[i] = target + kept * (noised[i] - target);
            if (carries) {
                noised[i] += carried * noiseBefore[i];
                noiseBefore[i] = noise;
            }
        }
    }

    private void add(float[] values, float scale) {
        float[] noised = chunk.noised();
        for (int i = 0; i < chunk.size(); i++) {
            noised[i] += scale * values[i];
        }
    }
}
