package io.leeway.tensorflow.dynamics;

/**
 * Rows as the graph is fed them.
 *
 * @param inputs rows × inputs, normalised
 * @param targets rows × width, normalised; meaningless but finite, apart from the reward, where the row is terminal
 * @param terminals rows: 1 where it is terminal, else 0
 */
record RowArrays(float[] inputs, float[] targets, float[] terminals) {
    static RowArrays of(int rows, int inputs, int width) {
        return new RowArrays(new float[rows * inputs], new float[rows * width], new float[rows]);
    }
}
