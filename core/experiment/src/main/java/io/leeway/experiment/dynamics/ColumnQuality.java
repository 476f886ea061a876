package io.leeway.experiment.dynamics;

/**
 * How well one column of the next observation, or the reward, is predicted.
 *
 * @param column its name
 * @param varies whether the data has more than one value of it; a column that does not vary counts nowhere
 * @param error mean squared error of the members' mean, in units of the data's variance
 * @param unchanged the error of predicting no change, or the data's mean reward: what a model must be better than
 * @param coverage50 the share of truths within the 50 % interval of the members' mixture
 * @param coverage90 the share within the 90 % interval
 */
public record ColumnQuality(
        String column, boolean varies, double error, double unchanged, double coverage50, double coverage90) {}
