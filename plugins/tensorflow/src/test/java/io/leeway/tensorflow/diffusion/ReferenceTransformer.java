package io.leeway.tensorflow.diffusion;

/**
 * The transformer for one trajectory in plain loops and double precision, from the description and not from the graph.
 */
public record ReferenceTransformer(int width, int depth, int heads, ReferenceLayers layers) {
    /** Returns F(x; noise, condition) for rows × columns. */
    public double[][] apply(double[][] x, double noise, double... condition) {
        double[] embedding = layers.embedding(noise, condition);
        double[][] hidden = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            hidden[row] = layers.dense("in", x[row]);
            for (int i = 0; i < width; i++) {
                double angle = row / Math.pow(10_000, 2 * (i / 2) / (double) width);
                hidden[row][i] += i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
            }
        }
        for (int block = 0; block < depth; block++) {
            String name = "block-" + block;
            double[] adapted = layers.dense(name + "/adaptation", embedding);
            double[][] mixed = attention(name, adapt(hidden, adapted, 0, 1));
            addScaled(mixed, adapted, 2, hidden);
            double[][] changed = adapt(hidden, adapted, 3, 4);
            for (int row = 0; row < x.length; row++) {
                changed[row] = layers.dense(
                        name + "/shrink", ReferenceLayers.swish(layers.dense(name + "/grow", changed[row])));
            }
            addScaled(changed, adapted, 5, hidden);
        }
        double[][] last = adapt(hidden, layers.dense("out/adaptation", embedding), 0, 1);
        double[][] output = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            output[row] = layers.dense("out", last[row]);
        }
        return output;
    }

    private double[][] adapt(double[][] x, double[] adapted, int shift, int scale) {
        double[][] y = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            y[row] = ReferenceLayers.normalized(x[row]);
            for (int i = 0; i < width; i++) {
                y[row][i] = y[row][i] * (1 + adapted[scale * width + i]) + adapted[shift * width + i];
            }
        }
        return y;
    }

    private void addScaled(double[][] from, double[] adapted, int scale, double[][] to) {
        for (int row = 0; row < to.length; row++) {
            for (int i = 0; i < width; i++) {
                to[row][i] += adapted[scale * width + i] * from[row][i];
            }
        }
    }

    private double[][] attention(String name, double[][] x) {
        int rows = x.length;
        int size = width / heads;
        double[][] mixed = new double[rows][width];
        for (int row = 0; row < rows; row++) {
            double[] query = layers.dense(name + "/query", x[row]);
            for (int head = 0; head < heads; head++) {
                double[] share = new double[rows];
                double total = 0;
                for (int other = 0; other < rows; other++) {
                    double[] key = layers.dense(name + "/key", x[other]);
                    double product = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        product += query[i] * key[i];
                    }
                    share[other] = Math.exp(product / Math.sqrt(size));
                    total += share[other];
                }
                for (int other = 0; other < rows; other++) {
                    double[] value = layers.dense(name + "/value", x[other]);
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        mixed[row][i] += share[other] / total * value[i];
                    }
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            mixed[row] = layers.dense(name + "/mix", mixed[row]);
        }
        return mixed;
    }
}
