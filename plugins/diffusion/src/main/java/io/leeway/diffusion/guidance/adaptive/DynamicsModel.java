package io.leeway.diffusion.guidance.adaptive;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A model of the dynamics: ridge regression of an observation's change on the observation, the action and random
 * features of both (Rahimi and Recht 2007), with columns in units of their standard deviations. It is exact where the
 * dynamics are linear.
 */
final class DynamicsModel {
    private static final int FEATURES = 96;
    private static final double RIDGE = 1e-4;

    private final Scale scale;
    private final float[] directions;
    private final float[] offsets;
    private final DMatrixRMaj weights;

    /**
     * The shift and scale that make values inputs.
     *
     * @param mean of each column of an observation, and then of an action
     * @param deviation of the same columns, 1 where one does not vary
     */
    record Scale(double[] mean, double[] deviation) {
        /** Measures the transitions' columns. */
        static Scale of(Transitions transitions) {
            int size = transitions.observationSize();
            int inputs = size + transitions.actionSize();
            double[] mean = new double[inputs];
            double[] squares = new double[inputs];
            for (int row = 0; row < transitions.count(); row++) {
                for (int column = 0; column < inputs; column++) {
                    double value = value(transitions, row, column);
                    double delta = value - mean[column];
                    mean[column] += delta / (row + 1);
                    squares[column] += delta * (value - mean[column]);
                }
            }
            double[] deviation = new double[inputs];
            Arrays.setAll(deviation, i -> squares[i] > 0 ? Math.sqrt(squares[i] / transitions.count()) : 1);
            return new Scale(mean, deviation);
        }

        private static double value(Transitions transitions, int row, int column) {
            int size = transitions.observationSize();
            return column < size
                    ? transitions.observations()[row * size + column]
                    : transitions.actions()[row * transitions.actionSize() + column - size];
        }

        private double input(Transitions transitions, int row, int column) {
            return (value(transitions, row, column) - mean[column]) / deviation[column];
        }
    }

    private DynamicsModel(Scale scale, float[] directions, float[] offsets, DMatrixRMaj weights) {
        this.scale = scale;
        this.directions = directions;
        this.offsets = offsets;
        this.weights = weights;
    }

    /**
     * Fits a model.
     *
     * @param transitions none of them terminal
     * @param random its features
     */
    static DynamicsModel fit(Transitions transitions, Scale scale, RandomSource random) {
        int inputs = scale.mean.length;
        float[] directions = new float[FEATURES * inputs];
        float[] offsets = new float[FEATURES];
        random.fillGaussian(directions, 0, directions.length);
        random.fillGaussian(offsets, 0, FEATURES);
        DynamicsModel model = new DynamicsModel(scale, directions, offsets, new DMatrixRMaj(0, 0));
        DMatrixRMaj features = model.features(transitions);
        int count = features.numCols;
        DMatrixRMaj products = new DMatrixRMaj(count, count);
        CommonOps_DDRM.multTransA(features, features, products);
        for (int i = 0; i < count; i++) {
            products.add(i, i, RIDGE * transitions.count());
        }
        DMatrixRMaj targets = new DMatrixRMaj(count, transitions.observationSize());
        CommonOps_DDRM.multTransA(features, changes(transitions, scale), targets);
        DMatrixRMaj weights = new DMatrixRMaj(count, transitions.observationSize());
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(count);
        solver.setA(products);
        solver.solve(targets, weights);
        return new DynamicsModel(scale, directions, offsets, weights);
    }

    private static DMatrixRMaj changes(Transitions transitions, Scale scale) {
        int size = transitions.observationSize();
        DMatrixRMaj changes = new DMatrixRMaj(transitions.count(), size);
        for (int i = 0; i < changes.data.length; i++) {
            changes.data[i] =
                    (transitions.nextObservations()[i] - transitions.observations()[i]) / scale.deviation[i % size];
        }
        return changes;
    }

    /**
     * Returns the predicted change of each observation column, in its standard deviations: count × observation size.
     */
    double[] change(Transitions transitions) {
        DMatrixRMaj changes = new DMatrixRMaj(transitions.count(), transitions.observationSize());
        CommonOps_DDRM.mult(features(transitions), weights, changes);
        return changes.data;
    }

    private DMatrixRMaj features(Transitions transitions) {
        int inputs = scale.mean.length;
        DMatrixRMaj features = new DMatrixRMaj(transitions.count(), 1 + inputs + FEATURES);
        double perInput = 1 / Math.sqrt(inputs);
        for (int row = 0; row < transitions.count(); row++) {
            int first = row * features.numCols;
            features.data[first] = 1;
            for (int i = 0; i < inputs; i++) {
                features.data[first + 1 + i] = scale.input(transitions, row, i);
            }
            for (int feature = 0; feature < FEATURES; feature++) {
                double sum = offsets[feature];
                for (int i = 0; i < inputs; i++) {
                    sum += directions[feature * inputs + i] * features.data[first + 1 + i] * perInput;
                }
                features.data[first + 1 + inputs + feature] = Math.cos(sum);
            }
        }
        return features;
    }
}
