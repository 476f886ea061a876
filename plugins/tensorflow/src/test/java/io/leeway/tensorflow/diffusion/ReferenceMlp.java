package io.leeway.tensorflow.diffusion;

/**
 * The residual perceptron for one row in plain loops and double precision, from the description and not from the graph.
 */
public record ReferenceMlp(int depth, ReferenceLayers layers) {
    /** Returns F(x; noise, condition). */
    public double[] apply(double[] x, double noise, double... condition) {
        double[] hidden = layers.dense("in", x);
        ReferenceLayers.add(layers.dense("noise", layers.embedding(noise, condition)), hidden);
        for (int block = 0; block < depth; block++) {
            String name = "block-" + block;
            double[] normal = ReferenceLayers.normalized(hidden);
            for (int i = 0; i < normal.length; i++) {
                normal[i] = Math.max(
                        0, normal[i] * layers.weight(name + "/norm/gain")[i] + layers.weight(name + "/norm/bias")[i]);
            }
            ReferenceLayers.add(layers.dense(name, normal), hidden);
        }
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        return layers.dense("out", hidden);
    }
}
