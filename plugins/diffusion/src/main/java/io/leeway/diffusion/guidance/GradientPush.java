package io.leeway.diffusion.guidance;

/**
 * A move of trajectories' actions along a gradient.
 *
 * @param length how far a gradient of length 1 moves a trajectory
 * @param scale what is done to the gradient's length; a trajectory whose gradient is zero is not moved, whatever the
 *     scale
 * @param afterUnit what is added to every component of a gradient once it has unit length
 */
record GradientPush(double length, GradientScale scale, double afterUnit) {
    GradientPush(double length, GradientScale scale) {
        this(length, scale, 0);
    }

    /**
     * Moves the actions that {@code rows} were read from.
     *
     * @param gradient by action in data units, one value for each action
     * @param target the trajectories to move
     */
    void apply(ActionRows rows, float[] gradient, float[] target) {
        for (int first = 0; first < rows.count(); first += rows.horizon()) {
            double norm = scale == GradientScale.UNIT ? norm(rows, gradient, first) : 1;
            if (norm > 0) {
                float factor = (float) (length / norm);
                float added = scale == GradientScale.UNIT ? (float) (length * afterUnit) : 0;
                move(rows, gradient, target, first, factor, added);
            }
        }
    }

    private static void move(ActionRows rows, float[] gradient, float[] target, int first, float factor, float added) {
        for (int column = 0; column < rows.actionSize(); column++) {
            if (rows.deviation(column) > 0) {
                for (int row = first; row < first + rows.horizon(); row++) {
                    target[rows.position(row, column)] += factor * rows.slope(gradient, row, column) + added;
                }
            }
        }
    }

    private static double norm(ActionRows rows, float[] gradient, int first) {
        double squares = 0;
        for (int row = first; row < first + rows.horizon(); row++) {
            for (int column = 0; column < rows.actionSize(); column++) {
                double slope = rows.slope(gradient, row, column);
                squares += slope * slope;
            }
        }
        return Math.sqrt(squares);
    }
}
