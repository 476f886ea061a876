package io.leeway.spi.agent;

import io.leeway.spi.Progress;
import java.util.Map;

/** An off-policy evaluation: an estimate of a policy's return from data alone, without an environment. */
public interface ReturnEstimator {
    /**
     * Estimates the policy's discounted return, in the data's own rewards, from the first observations of the data's
     * episodes on.
     *
     * @return figures by snake_case name: {@code discounted_return} with its 95 % interval from {@code interval_low} to
     *     {@code interval_high}, the data's own {@code data_discounted_return}, and what the estimator has besides
     * @throws io.leeway.spi.LeewayException if the data does not suffice, saying why
     */
    Map<String, Double> estimate(Policy policy, Progress progress);
}
