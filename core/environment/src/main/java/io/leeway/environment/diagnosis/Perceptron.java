package io.leeway.environment.diagnosis;

import io.leeway.spi.RandomSource;

/**
 * A small perceptron with two hidden layers of rectified linear units, and its training by Adam (Kingma and Ba 2015).
 */
final class Perceptron {
    private static final int HIDDEN = 64;
    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float TINY = 1e-8f;

    private final Layer[] layers;
    private int updates;

    /** Begins with random weights (He et al. 2015) and an output of zeros. */
    Perceptron(int inputs, int outputs, RandomSource random) {
        layers = new Layer[] {
            new Layer(inputs, HIDDEN, Math.sqrt(2.0 / inputs), random.split("first")),
            new Layer(HIDDEN, HIDDEN, Math.sqrt(2.0 / HIDDEN), random.split("second")),
            new Layer(HIDDEN, outputs, 0, random.split("third"))
        };
    }

    /** Returns count × outputs. */
    float[] forward(float[] inputs, int count) {
        float[] values = inputs;
        for (int i = 0; i < layers.length; i++) {
            values = layers[i].forward(values, count, i < layers.length - 1);
        }
        return values;
    }

    /**
     * Makes one step against a gradient by the outputs of the last {@link #forward}.
     *
     * @param gradient count × outputs, the mean over the batch
     */
    void descend(float[] gradient, int count, float rate) {
        updates++;
        float[] backwards = gradient;
        for (int i = layers.length - 1; i >= 0; i--) {
            backwards = layers[i].backward(backwards, count, i < layers.length - 1);
        }
        for (Layer layer : layers) {
            layer.weights.step(updates, rate);
            layer.biases.step(updates, rate);
        }
    }

    /** Values with their gradient and its moments. */
    private static final class Parameters {
        private final float[] values;
        private final float[] gradient;
        private final float[] first;
        private final float[] second;

        Parameters(int size) {
            values = new float[size];
            gradient = new float[size];
            first = new float[size];
            second = new float[size];
        }

        /** Makes a step of Adam and forgets the gradient. */
        void step(int update, float rate) {
            float firstScale = (float) (1 / (1 - Math.pow(FIRST_DECAY, update)));
            float secondScale = (float) (1 / (1 - Math.pow(SECOND_DECAY, update)));
            for (int i = 0; i < values.length; i++) {
                first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient[i];
                second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient[i] * gradient[i];
                values[i] -= rate * first[i] * firstScale / ((float) Math.sqrt(second[i] * secondScale) + TINY);
                gradient[i] = 0;
            }
        }
    }

    /** A layer, with what it last worked on. */
    private static final class Layer {
        private final int inputs;
        private final int outputs;
        private final Parameters weights;
        private final Parameters biases;
        private float[] given = {};
        private float[] made = {};

        Layer(int inputs, int outputs, double deviation, RandomSource random) {
            this.inputs = inputs;
            this.outputs = outputs;
            weights = new Parameters(inputs * outputs);
            biases = new Parameters(outputs);
            random.fillGaussian(weights.values, 0, inputs * outputs);
            for (int i = 0; i < weights.values.length; i++) {
                weights.values[i] *= (float) deviation;
            }
        }

        float[] forward(float[] values, int count, boolean rectified) {
            given = values;
            made = new float[count * outputs];
            for (int row = 0; row < count; row++) {
                int to = row * outputs;
                System.arraycopy(biases.values, 0, made, to, outputs);
                for (int input = 0; input < inputs; input++) {
                    addScaled(made, to, weights.values, input * outputs, values[row * inputs + input], outputs);
                }
                for (int i = to; rectified && i < to + outputs; i++) {
                    made[i] = Math.max(0, made[i]);
                }
            }
            return made;
        }

        /** Gathers the gradient of the parameters, and returns that of the inputs. */
        float[] backward(float[] gradient, int count, boolean rectified) {
            float[] inwards = new float[count * inputs];
            float[] transposed = transposed();
            for (int row = 0; row < count; row++) {
                int from = row * outputs;
                for (int i = from; rectified && i < from + outputs; i++) {
                    gradient[i] = made[i] > 0 ? gradient[i] : 0;
                }
                addScaled(biases.gradient, 0, gradient, from, 1, outputs);
                for (int input = 0; input < inputs; input++) {
                    float factor = given[row * inputs + input];
                    addScaled(weights.gradient, input * outputs, gradient, from, factor, outputs);
                }
                for (int output = 0; output < outputs; output++) {
                    addScaled(inwards, row * inputs, transposed, output * inputs, gradient[from + output], inputs);
                }
            }
            return inwards;
        }

        private float[] transposed() {
            float[] transposed = new float[inputs * outputs];
            for (int i = 0; i < transposed.length; i++) {
                transposed[i % outputs * inputs + i / outputs] = weights.values[i];
            }
            return transposed;
        }

        private static void addScaled(float[] target, int to, float[] values, int from, float factor, int count) {
            if (factor == 0) {
                return;
            }
            for (int i = 0; i < count; i++) {
                target[to + i] += factor * values[from + i];
            }
        }
    }
}
