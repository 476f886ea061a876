package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.util.Map;

/** Estimates nothing. */
final class AskingEstimator implements ReturnEstimator {
    @Inject
    AskingEstimator(Task task, Dataset dataset, Environments environments, Components components, Own own) {
        own.tell("return-estimator", task, dataset, environments, components);
    }

    @Override
    public Map<String, Double> estimate(Policy policy, Progress progress) {
        return Map.of("discounted_return", 0.0);
    }
}
