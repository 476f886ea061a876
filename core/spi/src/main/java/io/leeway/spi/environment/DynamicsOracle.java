package io.leeway.spi.environment;

/**
 * The true dynamics: the outcome of any action in any observation, which synthetic transitions are measured against.
 */
public interface DynamicsOracle {
    /**
     * Computes one step from every row, in no relation to each other.
     *
     * @param observations count × observation size
     * @param actions count × action size, in the environment's units
     * @param nextObservations receives count × observation size
     * @param rewards receives count values
     * @param terminated receives count values
     */
    void transition(
            double[] observations,
            double[] actions,
            int count,
            double[] nextObservations,
            double[] rewards,
            boolean[] terminated);
}
