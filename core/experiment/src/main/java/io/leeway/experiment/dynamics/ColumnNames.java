package io.leeway.experiment.dynamics;

/** What the columns that a model predicts are called. */
final class ColumnNames {
    private ColumnNames() {}

    static String of(int column, int observationSize) {
        return column == observationSize ? "reward" : "observation " + column;
    }
}
