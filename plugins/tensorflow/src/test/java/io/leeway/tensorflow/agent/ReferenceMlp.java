package io.leeway.tensorflow.agent;

import io.leeway.spi.data.NumpyArchive;

/** A perceptron with ReLU in plain loops and double precision, its gradient by hand, and Adam as in its paper. */
final class ReferenceMlp {
    private final double[][][] weights;
    private final double[][] biases;
    private final double[][][] weightGradients;
    private final double[][] biasGradients;
    private final double[][][][] weightMoments;
    private final double[][][] biasMoments;
    private int adamStep;

    private ReferenceMlp(int layers) {
        weights = new double[layers][][];
        biases = new double[layers][];
        weightGradients = new double[layers][][];
        biasGradients = new double[layers][];
        weightMoments = new double[2][layers][][];
        biasMoments = new double[2][layers][];
    }

    /** Takes the weights of a checkpoint's network. */
    static ReferenceMlp of(NumpyArchive archive, String network, int layers) {
        ReferenceMlp mlp = new ReferenceMlp(layers);
        for (int layer = 0; layer < layers; layer++) {
            String name = "variables/" + network + "/layer-" + layer;
            int[] shape = archive.shape(name + "/weight");
            float[] weight = archive.floats(name + "/weight");
            float[] bias = archive.floats(name + "/bias");
            mlp.weights[layer] = new double[shape[0]][shape[1]];
            mlp.biases[layer] = new double[shape[1]];
            for (int j = 0; j < shape[1]; j++) {
                mlp.biases[layer][j] = bias[j];
                for (int i = 0; i < shape[0]; i++) {
                    mlp.weights[layer][i][j] = weight[i * shape[1] + j];
                }
            }
            for (int moment = 0; moment < 2; moment++) {
                mlp.weightMoments[moment][layer] = new double[shape[0]][shape[1]];
                mlp.biasMoments[moment][layer] = new double[shape[1]];
            }
        }
        return mlp;
    }

    /** Returns a copy with the same weights. */
    ReferenceMlp copy() {
        ReferenceMlp copy = new ReferenceMlp(weights.length);
        for (int layer = 0; layer < weights.length; layer++) {
            copy.weights[layer] = new double[weights[layer].length][];
            for (int i = 0; i < weights[layer].length; i++) {
                copy.weights[layer][i] = weights[layer][i].clone();
            }
            copy.biases[layer] = biases[layer].clone();
        }
        return copy;
    }

    void zeroGradients() {
        for (int layer = 0; layer < weights.length; layer++) {
            weightGradients[layer] = new double[weights[layer].length][weights[layer][0].length];
            biasGradients[layer] = new double[biases[layer].length];
        }
    }

    double[] forward(double[] x) {
        double[][] activations = activations(x);
        return activations[activations.length - 1];
    }

    private double[][] activations(double[] x) {
        double[][] activations = new double[weights.length + 1][];
        activations[0] = x;
        for (int layer = 0; layer < weights.length; layer++) {
            double[] y = biases[layer].clone();
            for (int j = 0; j < y.length; j++) {
                for (int i = 0; i < activations[layer].length; i++) {
                    y[j] += activations[layer][i] * weights[layer][i][j];
                }
                y[j] = layer + 1 < weights.length ? Math.max(0, y[j]) : y[j];
            }
            activations[layer + 1] = y;
        }
        return activations;
    }

    /** Adds the gradients of the weights for a derivative by the output, and returns the derivative by the input. */
    double[] backward(double[] x, double[] byOutput) {
        double[][] activations = activations(x);
        double[] by = byOutput;
        for (int layer = weights.length - 1; layer >= 0; layer--) {
            double[] byInput = new double[activations[layer].length];
            for (int j = 0; j < by.length; j++) {
                boolean dead = layer + 1 < weights.length && activations[layer + 1][j] <= 0;
                double derivative = dead ? 0 : by[j];
                biasGradients[layer][j] += derivative;
                for (int i = 0; i < byInput.length; i++) {
                    weightGradients[layer][i][j] += derivative * activations[layer][i];
                    byInput[i] += derivative * weights[layer][i][j];
                }
            }
            by = byInput;
        }
        return by;
    }

    void adam(double rate, double epsilon) {
        adamStep++;
        for (int layer = 0; layer < weights.length; layer++) {
            for (int i = 0; i < weights[layer].length; i++) {
                adam(
                        weights[layer][i],
                        weightGradients[layer][i],
                        weightMoments[0][layer][i],
                        weightMoments[1][layer][i],
                        rate,
                        epsilon);
            }
            adam(biases[layer], biasGradients[layer], biasMoments[0][layer], biasMoments[1][layer], rate, epsilon);
        }
    }

    private void adam(
            double[] values, double[] gradient, double[] first, double[] second, double rate, double epsilon) {
        for (int i = 0; i < values.length; i++) {
            first[i] = 0.9 * first[i] + 0.1 * gradient[i];
            second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
            double corrected = first[i] / (1 - Math.pow(0.9, adamStep));
            double deviation = Math.sqrt(second[i] / (1 - Math.pow(0.999, adamStep)));
            values[i] -= rate * corrected / (deviation + epsilon);
        }
    }

    /** Moves towards another network by a fraction of the way. */
    void follow(ReferenceMlp original, double fraction) {
        for (int layer = 0; layer < weights.length; layer++) {
            for (int i = 0; i < weights[layer].length; i++) {
                follow(weights[layer][i], original.weights[layer][i], fraction);
            }
            follow(biases[layer], original.biases[layer], fraction);
        }
    }

    private static void follow(double[] values, double[] originals, double fraction) {
        for (int i = 0; i < values.length; i++) {
            values[i] += fraction * (originals[i] - values[i]);
        }
    }

    double weight(int layer, int i, int j) {
        return weights[layer][i][j];
    }

    double bias(int layer, int j) {
        return biases[layer][j];
    }
}
