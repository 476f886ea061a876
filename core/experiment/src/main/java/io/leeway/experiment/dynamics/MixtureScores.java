package io.leeway.experiment.dynamics;

import io.leeway.spi.dynamics.Predictions;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The scores of truths under the mixture of an ensemble's Gaussians, gathered over batches of rows. */
final class MixtureScores {
    /** The least standard deviation that a truth is scored with, in units of the data's. */
    private static final double LEAST = 1e-6;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final DataScale scale;
    private final double[] squares;
    private final long[] within50;
    private final long[] within90;
    private double negativeLogLikelihood;
    private int rows;

    MixtureScores(DataScale scale) {
        this.scale = scale;
        int width = scale.means().length;
        squares = new double[width];
        within50 = new long[width];
        within90 = new long[width];
    }

    /**
     * Adds the rows of a batch.
     *
     * @param truths count × width
     */
    void add(Predictions predicted, float[] truths) {
        for (int row = 0; row < predicted.count(); row++) {
            for (int column = 0; column < predicted.width(); column++) {
                add(predicted, row, column, truths[row * predicted.width() + column]);
            }
            negativeLogLikelihood -= logLikelihood(predicted, row, truths);
            rows++;
        }
    }

    private void add(Predictions predicted, int row, int column, double truth) {
        double mean = 0;
        double below = 0;
        for (int member = 0; member < predicted.members(); member++) {
            int at = predicted.offset(member, row) + column;
            mean += predicted.means()[at] / predicted.members();
            below += NORMAL.cumulativeProbability(z(predicted, at, column, truth)) / predicted.members();
        }
        double error = scale.units(column, mean - truth);
        squares[column] += error * error;
        within50[column] += Math.abs(below - 0.5) <= 0.25 ? 1 : 0;
        within90[column] += Math.abs(below - 0.5) <= 0.45 ? 1 : 0;
    }

    private double z(Predictions predicted, int at, int column, double truth) {
        return scale.units(column, truth - predicted.means()[at]) / deviation(predicted, at, column);
    }

    private double deviation(Predictions predicted, int at, int column) {
        return Math.max(LEAST, scale.units(column, predicted.deviations()[at]));
    }

    /** Of the columns together: a member is drawn once a row. */
    private double logLikelihood(Predictions predicted, int row, float[] truths) {
        double greatest = Double.NEGATIVE_INFINITY;
        double[] members = new double[predicted.members()];
        for (int member = 0; member < members.length; member++) {
            for (int column = 0; column < predicted.width(); column++) {
                if (scale.varies(column)) {
                    int at = predicted.offset(member, row) + column;
                    double truth = truths[row * predicted.width() + column];
                    members[member] += NORMAL.logDensity(z(predicted, at, column, truth))
                            - Math.log(deviation(predicted, at, column));
                }
            }
            greatest = Math.max(greatest, members[member]);
        }
        double sum = 0;
        for (double member : members) {
            sum += Math.exp(member - greatest);
        }
        return greatest + Math.log(sum / members.length);
    }

    double error(int column) {
        return squares[column] / rows;
    }

    double coverage50(int column) {
        return (double) within50[column] / rows;
    }

    double coverage90(int column) {
        return (double) within90[column] / rows;
    }

    double negativeLogLikelihood() {
        return negativeLogLikelihood / rows;
    }
}
