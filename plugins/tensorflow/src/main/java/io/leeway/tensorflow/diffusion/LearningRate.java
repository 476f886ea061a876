package io.leeway.tensorflow.diffusion;

/**
 * Linear warm-up from a tenth of the peak, then half a wave of cosine down to zero.
 *
 * @param peak the largest rate
 * @param warmUp the fraction of the updates over which it rises
 * @param updates how many there are
 */
record LearningRate(double peak, double warmUp, int updates) {
    private static final double START = 0.1;

    /** Returns the rate for the update that follows {@code step} others. */
    double at(long step) {
        double rising = Math.floor(warmUp * updates);
        if (step < rising) {
            return peak * (START + (1 - START) * step / rising);
        }
        double falling = updates - rising;
        return falling == 0 ? peak : peak * 0.5 * (1 + Math.cos(Math.PI * (step - rising) / falling));
    }
}
