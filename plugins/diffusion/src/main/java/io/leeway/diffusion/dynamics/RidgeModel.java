package io.leeway.diffusion.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A ridge regression of targets on inputs and on random features of them, the cosines of random projections (Rahimi and
 * Recht 2007). It is exact where the targets are linear in the inputs.
 *
 * @param directions features × inputs, the projections
 * @param offsets of each feature
 * @param weights (1 + inputs + features) × targets
 * @param deviations of each target from what is predicted
 */
record RidgeModel(float[] directions, float[] offsets, double[] weights, double[] deviations) {
    /** Returns a model that predicts zeros, of which all targets deviate by 1. */
    static RidgeModel zero(int inputs, int features, int targets) {
        double[] deviations = new double[targets];
        Arrays.fill(deviations, 1);
        return new RidgeModel(
                new float[features * inputs],
                new float[features],
                new double[(1 + inputs + features) * targets],
                deviations);
    }

    /**
     * Returns a model with these features that is fitted to rows.
     *
     * @param ridge the weight of the squared weights, for each row
     */
    static RidgeModel fit(float[] directions, float[] offsets, DMatrixRMaj inputs, DMatrixRMaj targets, double ridge) {
        RidgeModel blank = new RidgeModel(directions, offsets, new double[0], new double[targets.numCols]);
        DMatrixRMaj features = blank.features(inputs);
        int count = features.numCols;
        DMatrixRMaj products = new DMatrixRMaj(count, count);
        CommonOps_DDRM.multTransA(features, features, products);
        for (int i = 0; i < count; i++) {
            products.add(i, i, ridge * inputs.numRows);
        }
        DMatrixRMaj right = new DMatrixRMaj(count, targets.numCols);
        CommonOps_DDRM.multTransA(features, targets, right);
        DMatrixRMaj weights = new DMatrixRMaj(count, targets.numCols);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(count);
        if (!solver.setA(products)) {
            Arrays.fill(weights.data, Double.NaN);
        } else {
            solver.solve(right, weights);
        }
        return new RidgeModel(directions, offsets, weights.data, new double[targets.numCols]);
    }

    /** Returns the model with the root mean squares of these rows' residuals as its deviations. */
    RidgeModel measured(DMatrixRMaj inputs, DMatrixRMaj targets) {
        DMatrixRMaj predicted = predict(inputs);
        double[] measured = new double[targets.numCols];
        for (int i = 0; i < predicted.data.length; i++) {
            double residual = targets.data[i] - predicted.data[i];
            measured[i % targets.numCols] += residual * residual / targets.numRows;
        }
        for (int i = 0; i < measured.length; i++) {
            measured[i] = Math.sqrt(measured[i]);
        }
        return new RidgeModel(directions, offsets, weights, measured);
    }

    DMatrixRMaj predict(DMatrixRMaj inputs) {
        DMatrixRMaj predicted = new DMatrixRMaj(inputs.numRows, deviations.length);
        DMatrixRMaj features = features(inputs);
        CommonOps_DDRM.mult(features, DMatrixRMaj.wrap(features.numCols, deviations.length, weights), predicted);
        return predicted;
    }

    private DMatrixRMaj features(DMatrixRMaj inputs) {
        int width = inputs.numCols;
        DMatrixRMaj features = new DMatrixRMaj(inputs.numRows, 1 + width + offsets.length);
        double perInput = 1 / Math.sqrt(width);
        for (int row = 0; row < inputs.numRows; row++) {
            int first = row * features.numCols;
            features.data[first] = 1;
            System.arraycopy(inputs.data, row * width, features.data, first + 1, width);
            for (int feature = 0; feature < offsets.length; feature++) {
                double sum = offsets[feature];
                for (int i = 0; i < width; i++) {
                    sum += directions[feature * width + i] * features.data[first + 1 + i] * perInput;
                }
                features.data[first + 1 + width + feature] = Math.cos(sum);
            }
        }
        return features;
    }
}
